from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit import config as streamlit_config

from dashboard.config import STREAMLIT_SETTINGS, server_settings


def flat(table: dict[str, object], prefix: str = "") -> dict[str, object]:
    """Nested TOML tables as dotted names."""
    out: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            out |= flat(value, f"{prefix}{name}.")
        else:
            out[f"{prefix}{name}"] = value
    return out


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours by WCAG 2.2's formula, 1 to 21."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_file_and_the_command_line_set_the_same(repo_root: Path) -> None:
    text = (repo_root / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert flat(tomllib.loads(text)) == dict(STREAMLIT_SETTINGS)


def test_every_setting_exists_in_the_installed_streamlit() -> None:
    known = set(streamlit_config._config_options_template)
    assert sorted(set(STREAMLIT_SETTINGS) - known) == []


def test_nothing_is_sent_out_and_only_this_machine_is_served() -> None:
    assert STREAMLIT_SETTINGS["browser.gatherUsageStats"] is False
    assert STREAMLIT_SETTINGS["server.address"] == "127.0.0.1"
    assert STREAMLIT_SETTINGS["client.toolbarMode"] == "minimal"
    fonts = [v for k, v in STREAMLIT_SETTINGS.items() if "font" in k.lower()]
    assert set(fonts) <= {"sans-serif", "serif", "monospace"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reads_on_its_ground(theme: str) -> None:
    colour = {
        name: str(STREAMLIT_SETTINGS[f"theme.{theme}.{name}"])
        for name in (
            "primaryColor",
            "backgroundColor",
            "secondaryBackgroundColor",
            "textColor",
            "linkColor",
        )
    }
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        for ink in ("textColor", "linkColor"):
            assert contrast(colour[ink], colour[ground]) >= 4.5, (ink, ground)
        assert contrast(colour["primaryColor"], colour[ground]) >= 3
    # Streamlit writes on its primary buttons in white, whatever the theme.
    assert contrast("#ffffff", colour["primaryColor"]) >= 4.5


def test_another_address_is_served_only_when_named() -> None:
    assert server_settings()["server.address"] == "127.0.0.1"
    assert server_settings(port=8600)["server.allowedHosts"] == ["127.0.0.1", "localhost"]
    elsewhere = server_settings("192.0.2.7", 9000)
    assert elsewhere["server.address"] == "192.0.2.7"
    assert elsewhere["server.port"] == 9000
    assert elsewhere["server.allowedHosts"] == []
