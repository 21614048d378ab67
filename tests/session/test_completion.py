"""What completion says at each place, and what the prompt answers where a line means nothing."""

from __future__ import annotations

from functools import cache

import pytest

from game.content.load import load_level
from game.session.language.forms import Misunderstood
from game.session.run import Run
from game.session.view.console import Choice

RECORD = "dynamodb.us-east-1.amazonaws.com"


@cache
def night() -> Run:
    """A night with everything in it."""
    return Run(load_level("long-night"), 1)


def choices(text: str) -> dict[str, str]:
    """What fits behind a text, with the words on it."""
    return {choice.word: choice.about for choice in night().grammar.complete(text).choices}


def answer(line: str) -> str:
    """What is said about a line that means nothing."""
    parsed = night().grammar.parse(line)
    assert isinstance(parsed, Misunderstood), parsed
    return str(parsed)


@pytest.mark.parametrize("entry", night().grammar.entries, ids=[entry.spec.id for entry in night().grammar.entries])
def test_everything_that_is_listed_has_a_few_words_on_it(entry: object) -> None:
    """At every place of every word, as far as the first choices lead."""
    text = " ".join(entry.spec.words) + " "  # type: ignore[attr-defined]
    for _ in range(4):
        listed = night().grammar.complete(text).choices
        assert all(isinstance(choice, Choice) and choice.about.strip() for choice in listed), (text, listed)
        assert len({choice.word for choice in listed}) == len(listed)
        if not listed:
            break
        text += f"{listed[0].word} "


@pytest.mark.parametrize(
    ("text", "word", "about"),
    [
        ("throttle ec2 ", "20", "a fifth of the work"),
        ("throttle ec2 ", "off", "no limit any more"),
        ("restart ec2 ", "50", "half of it"),
        ("scale network ", "200", "twice the usual"),
        ("hypothesis dns ", "50", "as likely as not"),
        ("page ", "dynamodb", "DynamoDB and its DNS; asleep"),
        ("call ", "ec2", "EC2; asleep"),
        ("graph ec2 ", "failing", "launches failing"),
        ("graph streaming ", "there", "people there"),
        ("mute ec2 ", "on", "its alarms are not heard"),
        ("sev ", "1", "the worst: the region is hurt"),
        ("post ", "identified", "the cause is known"),
        ('post identified ec2 "x" ', "next", "minutes to the next update"),
        ('post identified ec2 "x" next ', "20", "minutes to the next update"),
        ('post identified ec2 "x" next 20 cause ', "dns", "DNS"),
        ("dn", "dns", "restore, automation, flush"),
        ("cal", "call", "the same as page"),
    ],
)
def test_words_on_values(text: str, word: str, about: str) -> None:
    """What a number, a team, a state or another spelling means."""
    found = choices(text)[word]
    assert found == about or (about == "DNS" and "DNS" in found) or (about == "launches failing" and "failing" in found)


def test_every_record_can_be_restored_by_name() -> None:
    """Whole names, and by their first part."""
    assert RECORD in choices("dns restore ")
    assert RECORD in choices("dns restore dynamodb")
    assert night().grammar.complete("dns restore dynamodb.us-east-1.am").ghost == "azonaws.com"


def test_a_team_that_was_called_is_on_the_way() -> None:
    """Where people are is said as it is now."""
    run = Run(load_level("long-night"), 2)
    run.say("page storage", "you", run.second, confirmed=True)
    about = {choice.word: choice.about for choice in run.grammar.complete("page ").choices}
    assert about["storage"].endswith("on the way")
    assert about["ec2"].endswith("asleep")


def test_alarms_say_what_they_are_and_keep_their_other_names() -> None:
    """By number and by service, the waiting ones first."""
    run = Run(load_level("long-night"), 1)
    while not run.pager.waiting():
        run.step()
    alarm = run.pager.waiting()[0]
    listed = run.grammar.complete("ack ").choices
    about = {choice.word: choice.about for choice in listed}
    assert about[str(alarm.number)].startswith(f"{alarm.component}: ")
    assert about[alarm.component].startswith("all of it: ")
    assert listed[0].word == "all"
    short = run.region.components[alarm.component].spec.tile.short
    assert not isinstance(run.grammar.parse(f"ack {short}"), Misunderstood) or " " in short


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("thr", 0),
        ("throttle ", 9),
        ("throttle ec", 9),
        ("post identified ec2,lam", 20),
        ('post identified ec2 "x" ne', 24),
    ],
)
def test_a_choice_stands_instead_of_what_was_begun(text: str, start: int) -> None:
    """Where the word begins that the choices would finish."""
    completion = night().grammar.complete(text)
    assert completion.start == start
    assert text + completion.ghost in [text[:start] + choice.word for choice in completion.choices]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("trottle ec2 20", 'Did you mean "throttle"?'),
        ("dns restor x", 'Did you mean "dns restore"?'),
        ("throttle", "throttle SERVICE PERCENT: both are missing."),
        ("throttle ec", "Did you mean ec2 or ecs?"),
        ("throttle ec22 20", "Did you mean ec2?"),
        ("throttle ec2", "needs PERCENT behind it: 10, 20, 25, 50, 75, 100, off."),
        ("throttle ec2 120", "0 to 100, or off."),
        ("restart ec2 off", "a whole number from 0 to 100"),
        ("scale ec2 900", "0 to 300."),
        ("throttle ec2 20 30", '"30" is too much. Write: throttle SERVICE PERCENT|off'),
        ("page dynamo", "Did you mean dynamodb?"),
        ("dns restore dyn", f"Did you mean {RECORD} or "),
        ("dns automation of", "Did you mean off?"),
        ("graph ec2 fail", "Did you mean failing?"),
        ("sev 9", "Possible here: 1, 2, 3."),
        ("hypothesis dns 101", "0 to 100."),
        ("ack nothing-such", "There is no ALARM called"),
        ("post fixed ec2 x", "There is no STATE called"),
        ('post identified ecc "x"', "There is no SERVICE called"),
        ('post identified ec2 "x" next', "needs a value behind it: 20, 15, 30, 45, 60."),
        ('post identified ec2 "x" next 0', "is no number of minutes from 1 to 1440."),
        ('post identified ec2 "x" cause', "needs a value behind it: "),
        ('post identified ec2 "x" because', 'only "next MINUTES" and "cause CAUSE" can stand'),
    ],
)
def test_each_place_says_what_is_wrong_with_it(line: str, told: str) -> None:
    """The word that was meant, the range, what is too much, or what may stand there."""
    assert told in answer(line)
