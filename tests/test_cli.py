"""The terminal: the same answers, a fact base checked, a set of questions run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.__main__ import main
from bot.cli import app

KITES = Path(__file__).parent / "matching" / "kites"
COMMANDS = ("run", "sandbox", "ask", "explain", "check", "prepare", "eval")
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("LPBOT_", "DISCORD_"))}


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration but what a test gives."""
    for name in list(os.environ):
        if name.startswith(("LPBOT_", "DISCORD_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def kites(tmp_path: Path) -> Path:
    """A copy of the kite guild's base, to be spoilt."""
    return Path(shutil.copytree(KITES, tmp_path / "base"))


def lpbot(*args: object, typed: str | None = None) -> tuple[int, str, str]:
    """Run a command; give its exit status, output and errors."""
    result = CliRunner().invoke(app, [str(a) for a in args], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


class TestHelp:
    def test_every_command_is_there_and_says_what_it_does(self) -> None:
        commands = typer.main.get_group(app).commands
        assert set(commands) == set(COMMANDS)
        for name in COMMANDS:
            status, out, _ = lpbot(name, "--help")
            assert status == 0
            assert "Usage:" in out
            assert len(commands[name].get_short_help_str(limit=200)) > 20
            for option in commands[name].params:
                assert getattr(option, "help", None), f"{name}: {option.name} has no help"

    def test_without_a_command_the_commands_are_shown(self) -> None:
        _, out, err = lpbot()
        assert all(name in out + err for name in COMMANDS)

    def test_a_command_unheard_of_is_refused(self) -> None:
        status, _, err = lpbot("fly")
        assert status == 2
        assert "fly" in err


class TestAsk:
    def test_a_question_is_answered_with_its_footnotes(self) -> None:
        status, out, _ = lpbot("ask", "where was the 2016 rally held", "--facts", KITES)
        assert status == 0
        assert out.startswith("The 2016 rally was held in Port Merrow.[1]\n")
        assert "[1] Edda Lund, Sky Full of Kites, Harbour Gazette" in out
        assert "https://gazette.example/kites#:~:text=on%20the%20quay%20of" in out

    def test_questions_to_choose_from_are_listed(self) -> None:
        _, out, _ = lpbot("ask", "who sponsored the rally", "--facts", KITES)
        assert "- Who sponsored the 2016 rally?" in out

    def test_the_day_can_be_set(self) -> None:
        _, out, _ = lpbot("ask", "where was the last rally", "--facts", KITES, "--today", "2017-01-01")
        assert "Port Merrow" in out

    def test_a_day_that_is_none_is_refused(self) -> None:
        status, _, err = lpbot("ask", "hi", "--facts", KITES, "--today", "tomorrow")
        assert status == 2
        assert "tomorrow" in err

    def test_without_a_question_it_says_what_is_wanted(self) -> None:
        status, _, err = lpbot("ask", "--facts", KITES)
        assert status == 2
        assert "--jsonl" in err

    def test_without_facts_it_says_where_it_looked(self, tmp_path: Path) -> None:
        status, out, err = lpbot("ask", "hi", "--facts", tmp_path / "nowhere")
        assert (status, out) == (1, "")
        assert err.strip()


class TestExplain:
    def test_a_question_is_shown_step_by_step(self) -> None:
        status, out, _ = lpbot("explain", "who sponsored the 2016 rally", "--facts", KITES)
        assert status == 0
        for step in ("words", "mention", "stems", "decision", "answered", "Gull Rope Works"):
            assert step in out


class TestCheck:
    def test_a_sound_base_is_summed_up(self) -> None:
        status, out, err = lpbot("check", KITES)
        assert (status, err) == (0, "")
        assert out.startswith("37 facts about 19 subjects from 3 sources; 2 promised questions, 0 broken.")

    def test_every_problem_is_told_with_its_place(self, kites: Path) -> None:
        rallies = kites / "rallies.yaml"
        text = rallies.read_text("utf-8")
        spoilt = text.replace("cite: annual-report ¶1}", "cite: lost-report ¶1}", 1)
        spoilt = spoilt.replace("{value: dunhollow,", "{value: atlantis,").replace(
            "kind: rally", "kind: ralley", 1
        )
        rallies.write_text(spoilt, "utf-8")
        (kites / "guild.yaml").write_text("kite-guild:\n\tkind: guild\n", "utf-8")

        status, out, err = lpbot("check", kites)

        assert (status, out) == (1, "")
        lines = err.splitlines()
        assert any(line.startswith("guild.yaml:2:") for line in lines)
        assert any(line.startswith("rallies.yaml:2:") and "ralley" in line for line in lines)
        assert all(line.split(":")[1].isdigit() and line.split(":")[2].isdigit() for line in lines)

    def test_problems_in_several_places_are_all_told_at_once(self, kites: Path) -> None:
        rallies = kites / "rallies.yaml"
        text = rallies.read_text("utf-8").replace("{value: dunhollow,", "{value: atlantis,")
        rallies.write_text(text.replace("cite: annual-report ¶12", "cite: lost-report ¶12"), "utf-8")
        status, _, err = lpbot("check", kites)
        assert status == 1
        assert err.count("lost-report") == 2
        assert err.count("atlantis") == 1

    def test_a_broken_promise_is_a_problem(self, kites: Path) -> None:
        community = kites / "community.yaml"
        text = community.read_text("utf-8").replace("rally-2016.town", "rally-2018.town")
        line = text[: text.index("rally-2018.town")].count("\n") + 1
        community.write_text(text, "utf-8")
        status, out, err = lpbot("check", kites)
        assert status == 1
        assert "wants rally-2018.town, tells rally-2016.town" in err
        assert [line.split(": ")[0] for line in err.splitlines()] == [f"community.yaml:{line}:3"]
        assert "2 promised questions, 1 broken." in out

    def test_a_folder_that_is_not_there_is_a_problem(self, tmp_path: Path) -> None:
        status, _, err = lpbot("check", tmp_path / "nowhere")
        assert status == 1
        assert err.strip()

    def test_every_phrasing_is_asked_on_demand(self) -> None:
        status, out, _ = lpbot("check", KITES, "--phrasings")
        assert status == 0
        assert "phrasings are answered by their own fact." in out

    def test_schemas_for_editors_are_written_on_demand(self, kites: Path) -> None:
        assert lpbot("check", kites)[0] == 0
        assert not (kites / "schema").exists()
        assert lpbot("check", kites, "--schema")[0] == 0
        schemas = list((kites / "schema").glob("*.schema.json"))
        assert {s.name for s in schemas} >= {"community.schema.json", "sources.schema.json"}
        assert all(json.loads(s.read_text("utf-8")) for s in schemas)


class TestEval:
    @pytest.fixture
    def questions(self, tmp_path: Path) -> Path:
        lines = [
            {"id": "a", "q": "where was the 2016 rally held", "expect": "answer", "must": ["port merrow"]},
            {"id": "b", "q": "who sponsored the 2016 rally", "expect": "answer", "must": ["zorgblatt"]},
            {"id": "c", "q": "capital of France", "expect": "off_topic", "tags": ["near"], "note": "seed 1"},
        ]
        file = tmp_path / "questions.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        return file

    def test_right_wrong_and_missed_are_shown_by_kind(self, questions: Path) -> None:
        status, out, _ = lpbot("eval", questions, "--facts", KITES)
        assert status == 0
        assert all(word in out for word in ("expect", "right", "wrong", "missed", "answer", "off_topic"))
        assert "all right 66.7%" in " ".join(out.split())

    def test_the_cases_of_a_verdict_can_be_listed(self, questions: Path) -> None:
        _, out, _ = lpbot("eval", questions, "--facts", KITES, "--list", "wrong")
        assert "who sponsored the 2016 rally" in out
        assert "where was the 2016 rally held" not in out

    @pytest.mark.parametrize("only", [("--tag", "near"), ("--note", "seed")])
    def test_cases_can_be_chosen_by_tag_and_note(self, questions: Path, only: tuple[str, str]) -> None:
        _, out, _ = lpbot("eval", questions, "--facts", KITES, *only, "--list", "right")
        assert "capital of France" in out
        assert "2016" not in out

    @pytest.mark.parametrize("content", [None, "", "{", '{"id": 1}', "\u2028"])
    def test_a_file_that_cannot_be_read_is_named(self, tmp_path: Path, content: str | None) -> None:
        file = tmp_path / "spoilt.jsonl"
        if content is not None:
            file.write_text(content, "utf-8")
        status, out, err = lpbot("eval", file, "--facts", KITES)
        assert (status, out) == (1, "")
        assert "spoilt.jsonl" in err

    def test_a_source_unheard_of_is_named_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        file = tmp_path / "questions.jsonl"
        file.write_text('{"id": 1, "q": "hi", "expect": "answer", "cite": "nosuch"}', "utf-8")
        status, out, err = lpbot("eval", file, "--facts", KITES)
        assert status == 0
        assert "questions.jsonl:1:1: there is no source 'nosuch'" in err
        assert "all right" in out

    def test_an_expectation_unheard_of_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / "spoilt.jsonl"
        file.write_text('{"id": 1, "q": "hi", "expect": "guess"}', "utf-8")
        status, _, err = lpbot("eval", file, "--facts", KITES)
        assert status == 1
        assert "guess" in err


class TestProcess:
    def test_as_a_module_it_is_the_same_command(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "hello", "--facts", str(KITES)],
            capture_output=True, text=True, encoding="utf-8", check=True, timeout=60, env=ENVIRONMENT,
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
        assert done.stdout.startswith("Hello! I answer questions about the Merrow Kite Guild")

    def test_lines_are_answered_as_they_come_for_as_long_as_they_come(self) -> None:
        """One process answers each line at once, goes on after a bad one, and ends when they end."""
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "ask", "--jsonl", "--facts", str(KITES)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
            cwd=Path(__file__).parents[1],
        ) as process:  # fmt: skip
            assert process.stdin and process.stdout and process.stderr

            def answer(line: bytes) -> dict[str, object]:
                assert process.stdin and process.stdout
                process.stdin.write(line + b"\n")
                process.stdin.flush()
                told: dict[str, object] = json.loads(process.stdout.readline())
                return told

            first = answer(
                b'{"id": "a", "q": "who sponsored it", "history": ["where was the 2016 rally held"]}'
            )
            assert (first["id"], first["facts"]) == ("a", ["rally-2016.sponsor"])
            assert "error" in answer(b"not json")
            assert "error" in answer(b'{"id": "\xff\xfe')
            assert answer('{"id": "凧", "q": "凧 🪁 \\u0000"}'.encode())["id"] == "凧"
            for number in range(300):
                asked = {"id": number, "q": f"how many people came to the {2000 + number % 30} rally?"}
                told = answer(json.dumps(asked).encode())
                assert (told["id"], isinstance(told["elapsed_us"], int)) == (number, True)
            rest, errors = process.communicate(timeout=60)
        assert (process.returncode, rest, errors) == (0, b"", b"")

    def test_a_broken_base_ends_the_process_before_the_first_line(self, kites: Path) -> None:
        (kites / "sources.yaml").write_text("a: [", "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "--jsonl", "--facts", str(kites)],
            input='{"id": 1, "q": "hi"}\n', capture_output=True, text=True, timeout=60, env=ENVIRONMENT,
            check=False, cwd=Path(__file__).parents[1],
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (1, "")
        assert "sources.yaml:" in done.stderr


class TestWhatIsAmissIsSaid:
    def test_a_port_that_there_is_none(self) -> None:
        for command in ("run", "sandbox"):
            status, _, err = lpbot(command, "--port", "99999")
            assert status == 2
            assert "65535" in err

    def test_a_library_that_an_update_asks_for(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("bot.cli.app", lambda: __import__("a_library_nobody_has"))
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 1
        told = capsys.readouterr().err
        assert (
            told == "The library a_library_nobody_has is not installed. Run `make setup`, then try again.\n"
        )
