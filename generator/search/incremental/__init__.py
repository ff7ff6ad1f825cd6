"""The index after some documents changed, from what is remembered. Optional: `index.py` names the one way in.

Without this folder every change makes the whole index anew, with the same files.
"""
