"""Guesses are made once for a word, and for so many words only."""

from __future__ import annotations

from generator.model import problem
from generator.model.problem import Guesses


def test_guesses_are_few(monkeypatch):
    asked = []
    monkeypatch.setattr(problem, "did_you_mean", lambda word, known: asked.append(word) or f"Maksudnya {word}?")
    guesses = Guesses(most=3)
    said = [guesses.guess("foto", f"kopi-{number // 2}.jpg", ["kopi.jpg"]) for number in range(20)]
    assert asked == ["kopi-0.jpg", "kopi-1.jpg", "kopi-2.jpg"]
    assert said[:2] == ["Maksudnya kopi-0.jpg?"] * 2
    assert said[6:] == [""] * 14
