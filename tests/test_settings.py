"""Settings: what the file says, what wins over it, and how mistakes are told."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
import yaml

from bot.options import names
from bot.settings import Settings, SettingsError, load_settings

EXAMPLE = Path(__file__).parent.parent / "config.example.yaml"
TOKEN = "a-token-that-must-never-show"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without a config.yaml, and an environment that sets nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "LPBOT_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(file: Path | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    return caught.value.problems


def test_the_example_gives_every_option_its_default() -> None:
    assert load_settings(EXAMPLE) == Settings()


def test_the_example_names_every_option_but_the_token_and_explains_each() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert set(yaml.safe_load(text)) == set(names(Settings)) - {"token"}
    for option in yaml.safe_load(text):
        above = text[: re.search(rf"^{option}:", text, re.MULTILINE).start()].rstrip("\n")  # type: ignore[union-attr]
        assert above.splitlines()[-1].startswith("# "), option


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == Settings()


def test_a_config_yaml_in_the_working_directory_is_found(nowhere: Path) -> None:
    write(nowhere, "context_minutes: 3")
    assert load_settings().context_minutes == 3


def test_the_file_can_be_named_by_the_environment(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(nowhere, "context_minutes: 3").rename(nowhere / "other.yaml")
    monkeypatch.setenv("LPBOT_CONFIG", str(nowhere / "other.yaml"))
    assert load_settings().context_minutes == 3


def test_a_named_file_must_exist(nowhere: Path) -> None:
    (problem,) = problems(nowhere / "gone.yaml")
    assert "gone.yaml: cannot be read: No such file" in problem


def test_the_environment_wins_over_the_file(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(nowhere, "context_minutes: 3\nanswer_channels: [1]\nlog_level: debug")
    monkeypatch.setenv("LPBOT_CONTEXT_MINUTES", "7")
    monkeypatch.setenv("LPBOT_ANSWER_CHANNELS", "11, 22")
    settings = load_settings(file)
    assert (settings.context_minutes, settings.answer_channels, settings.log_level) == (
        7,
        frozenset({11, 22}),
        "debug",
    )


def test_every_mistake_is_named_with_its_line_at_once(nowhere: Path) -> None:
    file = write(
        nowhere,
        "contxt_minutes: 5\nlog_format: xml\nanswer_channels:\n  - 12\n  - general\nsure_from: 3\n",
    )
    told = problems(file)
    assert [line.removeprefix(f"{file}:").split(": ")[:2] for line in told] == [
        ["1:1", "contxt_minutes"],
        ["5:5", "answer_channels"],
        ["6:1", "sure_from"],
        ["2:1", "log_format"],
    ]
    assert "did you mean context_minutes?" in told[0]


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LPBOT_LOG_LEVEL", "loud")
    monkeypatch.setenv("LPBOT_ANSER_CHANNELS", "1")
    unknown, wrong = problems()
    assert unknown.startswith(
        "environment variable LPBOT_ANSER_CHANNELS: no such option (did you mean answer_ch"
    )
    assert wrong.startswith("environment variable LPBOT_LOG_LEVEL: Input should be 'debug'")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("log_level: [", ":2:1: not valid YAML"),
        ("- a\n- b", ":1:1: options are written as"),
        ("log_level: info\nlog_level: debug", ":2:1: log_level: given twice (first at"),
        ("log_level: !!python/object:os.system x", ":1:12: log_level: cannot be read"),
        ("log_level: \x07", "not valid YAML"),
        ("context_minutes: 5.5", ":1:1: context_minutes: Input should be a valid integer"),
    ],
)
def test_a_file_that_is_not_options_is_refused_with_its_place(nowhere: Path, text: str, told: str) -> None:
    (problem,) = problems(write(nowhere, text))
    assert told in problem


def test_an_empty_file_is_fine(nowhere: Path) -> None:
    assert load_settings(write(nowhere, "# nothing yet\n")) == Settings()


class TestToken:
    def test_comes_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
        token = load_settings().discord_token()
        assert token is not None
        assert token.reveal() == TOKEN

    def test_comes_from_a_file(self, nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (nowhere / "token").write_text(TOKEN + "\n")
        monkeypatch.setenv("DISCORD_TOKEN_FILE", "token")
        token = load_settings().discord_token()
        assert token is not None
        assert token.reveal() == TOKEN

    def test_may_be_absent(self) -> None:
        assert load_settings().discord_token() is None

    def test_never_prints(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
        settings = load_settings()
        assert TOKEN not in f"{settings!r} {settings} {dataclasses.asdict(settings)}"

    def test_is_refused_in_the_file_and_not_repeated(self, nowhere: Path) -> None:
        (problem,) = problems(write(nowhere, f"token: {TOKEN}"))
        assert "keep the token out of this file" in problem
        assert TOKEN not in problem

    @pytest.mark.parametrize("content", [None, " \n"])
    def test_file_that_gives_none_is_said(self, nowhere: Path, content: str | None) -> None:
        if content is not None:
            (nowhere / "token").write_text(content)
        settings = load_settings(write(nowhere, "token_file: token"))
        with pytest.raises(SettingsError, match="token_file: "):
            settings.discord_token()
