"""Every page of both themes under the HTML validator of the W3C (`vnu`), where Java and the validator are at hand.

`ETALASE_VNU` names its `vnu.jar`; `.ci/run` fetches it (npm package `vnu-jar`) where it can.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

VALIDATOR = os.environ.get("ETALASE_VNU", "")

pytestmark = pytest.mark.skipif(
    not (VALIDATOR and Path(VALIDATOR).is_file() and shutil.which("java")),
    reason="Java or vnu.jar (ETALASE_VNU) is not here",
)


def faults_of(*places: Path) -> list[str]:
    """What the validator calls an error in the HTML files below some folders."""
    asked = ["java", "-jar", VALIDATOR, "--errors-only", "--skip-non-html", "--format", "json", *map(str, places)]
    answer = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    messages = json.loads(answer.stderr)["messages"]
    return [f"{item.get('url', '')}:{item.get('lastLine', 0)}: {item['message']}" for item in messages]


def test_the_validator_would_find_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=id><title>a</title><input type=search role=combobox>")
    assert any("search" in fault for fault in faults_of(tmp_path))


def test_no_page_of_either_theme_has_a_fault(showcase: Path, thrifty: Path) -> None:
    assert faults_of(showcase, thrifty) == []
