"""The one table of words: what is in it parses, completes and is in help; what is not gets a helpful answer."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.actions import Argument, ArgumentKind
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Entry, Grammar, Parsed
from game.session.language.tokens import LONGEST_LINE
from game.session.language.words import POST
from game.session.run import Run
from tests.session.night import NAME, small_night


@cache
def _grammar() -> Grammar:
    return Run(small_night(), 1).grammar


def _sample(entry: Entry) -> str:
    """A line that says a word with the first thing that may stand in each place."""
    if entry.spec is POST:
        return 'post investigating store "Calls fail." next 20 cause dns'
    words = list(entry.spec.words)
    for argument in entry.spec.arguments:
        words.append(_value(entry, argument, tuple(words[len(entry.spec.words) :])))
    return " ".join([word for word in words if word])


def _value(entry: Entry, argument: Argument, before: tuple[str, ...]) -> str:
    from game.session.language.tokens import cut

    choices = entry.form.choices(cut(" ".join(before)))
    if choices:
        return choices[0].word
    return "" if argument.optional else "text" if argument.kind is ArgumentKind.TEXT else "1"


ENTRIES = _grammar().entries


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.spec.id for entry in ENTRIES])
def test_every_word_parses_and_its_line_parses_again(entry: Entry) -> None:
    """What the journal writes is understood as the same thing."""
    parsed = _grammar().parse(_sample(entry))
    assert isinstance(parsed, Parsed), str(parsed)
    assert parsed.entry is entry
    assert _grammar().parse(parsed.line) == parsed


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.spec.id for entry in ENTRIES])
def test_every_word_can_be_typed_by_completion_alone(entry: Entry) -> None:
    """From nothing, each word of the spelling is among the choices, and Tab finishes it."""
    text = ""
    for word in entry.spec.words:
        assert word in [choice.word for choice in _grammar().complete(text).choices]
        almost = _grammar().complete(text + word[:-1])
        assert word in [choice.word for choice in almost.choices]
        text += word + " "


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.spec.id for entry in ENTRIES])
def test_every_alias_means_the_same(entry: Entry) -> None:
    """An alias is written into the journal as the real spelling."""
    sample = _sample(entry)
    for alias in entry.spec.aliases:
        parsed = _grammar().parse(sample.replace(" ".join(entry.spec.words), " ".join(alias), 1))
        assert isinstance(parsed, Parsed)
        assert parsed.line.startswith(" ".join(entry.spec.words))


def test_every_word_is_in_help() -> None:
    """The topics are the table, and each says what it does."""
    topics = {topic.words: topic for topic in _grammar().topics()}
    assert list(topics) == [entry.shape for entry in ENTRIES]
    assert all(topic.does.endswith(".") for topic in topics.values())
    run = Run(small_night(), 1)
    for entry in ENTRIES:
        reply, _ = run.say(f"help {entry.spec.words[0]}", "you", run.second, confirmed=True)
        assert entry.shape in "\n".join([span.text for line in reply.lines for span in line])


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("THROTTLE Store 40%", "throttle store 40"),
        (f"dns   restore {NAME}", f"dns restore {NAME}"),
        ("dig store", f"dig {NAME}"),
        ("dns automation OFF", "dns automation off"),
        ("throttle store off", "throttle store off"),
        ("ack all", "ack all"),
        ("ack 007", "ack 7"),
        ("ack Store", "ack store"),
        ("page DynamoDB", "page dynamodb"),
        ("hypothesis dns 80%", "hypothesis dns 80"),
        (
            'post identified Store, Login "We know." cause DNS next 20',
            'post identified store,login "We know." next 20 cause dns',
        ),
        ('post resolved store  "It\'s over."', 'post resolved store "It\'s over."'),
        ("post investigating store “Calls fail.”", 'post investigating store "Calls fail."'),
        ("logs enactor-2 refused plan", "logs enactor-2 refused plan"),
        ('logs enactor-2 "refused  “plan"', "logs enactor-2 refused 'plan"),
        ('plans diff ""', "plans diff"),
        ('post investigating store "we say “sorry”"', "post investigating store \"we say 'sorry'\""),
    ],
)
def test_lines_are_spelled_in_one_way(line: str, meant: str) -> None:
    """Names on the board, capitals, blanks, percent signs and typographic quotes do not matter."""
    parsed = _grammar().parse(line)
    assert isinstance(parsed, Parsed), str(parsed)
    assert parsed.line == meant


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("", "The line is empty"),
        ("grahp store", 'Did you mean "graph"?'),
        ("dns retore x", 'Did you mean "dns restore"?'),
        ("dns", "automation, flush, restore"),
        ("dns restore", f"needs NAME behind it: {NAME}"),
        ("dns restore store.exmple.net", f"Did you mean {NAME}?"),
        ("throttle stor 40", "Did you mean store?"),
        ("throttle store", "needs PERCENT"),
        ("throttle store 140", "0 to 100, or off"),
        ("restart store 1e9", "a whole number from 0 to 100"),
        ("restart store -5", "a whole number from 0 to 100"),
        ("restart store off", "a whole number from 0 to 100"),
        ("dns automation maybe", "on, off"),
        ("sev 4", "1, 2, 3"),
        ("page dynamdb", "Did you mean dynamodb?"),
        ("resolve now", '"now" is too much'),
        ("post", "needs a STATE"),
        ('post investgating store "x"', "Did you mean investigating?"),
        ("post investigating store hello", "double quotes"),
        ('post investigating store "hello', "double quotes"),
        ('post investigating "hello"', "at least one service"),
        ('post investigating nosuch "hello"', 'no SERVICE called "nosuch"'),
        ('post investigating store ""', "needs words"),
        ('post investigating store "x" next', "needs a value"),
        ('post investigating store "x" next 0', "number of minutes"),
        ('post investigating store "x" next 99999', "number of minutes"),
        ('post investigating store "x" next 5 next 6', "twice"),
        ('post investigating store "x" cause magic', 'no CAUSE called "magic"'),
        ('post investigating store "x" and more', "can stand"),
        ("x" * (LONGEST_LINE + 1), "longer than"),
        ("frobnicate", "Type help"),
    ],
)
def test_what_is_not_understood_gets_a_remedy(line: str, answer: str) -> None:
    """Every wrong line says what is wrong and what to write instead."""
    parsed = _grammar().parse(line)
    assert isinstance(parsed, Misunderstood)
    assert answer in str(parsed)


def test_completion_goes_on_behind_verbs_and_commas() -> None:
    """Targets, values and lists of services complete, and the ghost is what Tab adds."""
    assert _grammar().complete("dns a").ghost == "utomation"
    assert _grammar().complete("dig ").choices[0].word == NAME
    assert _grammar().complete("throttle store ").choices[-1].word == "off"
    assert _grammar().complete("post investigating store,lo").ghost == "gin"
    assert "store" not in [choice.word for choice in _grammar().complete("post investigating store,").choices]
    assert [c.word for c in _grammar().complete('post investigating store "x" ').choices] == ["next", "cause"]
    assert _grammar().complete('post investigating store "half a sent').choices == ()
    assert _grammar().complete("").ghost == ""


@given(st.text(max_size=60))
def test_any_line_has_an_answer(line: str) -> None:
    """Whatever is typed, parsing and completing end in a value."""
    parsed = _grammar().parse(line)
    assert isinstance(parsed, Parsed | Misunderstood)
    completion = _grammar().complete(line)
    assert all(choice.word for choice in completion.choices)


_WORDS = [
    "dns",
    "restore",
    "off",
    "post",
    "store",
    '"',
    "throttle",
    "next",
    "cause",
    ",",
    "40%",
    "ack",
    "all",
    NAME,
    "plans",
    "diff",
]


@given(st.lists(st.sampled_from(_WORDS), max_size=9))
def test_any_order_of_real_words_has_an_answer(words: list[str]) -> None:
    """And what is understood is spelled so that it is understood again."""
    parsed = _grammar().parse(" ".join(words))
    if isinstance(parsed, Parsed):
        assert _grammar().parse(parsed.line) == parsed


@given(
    st.sampled_from(
        ["logs store ", "plans diff ", "plans diff 1 ", "graph store ", 'post investigating store "', "ack ", "help "]
    ),
    st.text("ab1 \"“”',%", max_size=12),
)
def test_quotes_and_blanks_are_spelled_so_that_they_are_read_again(verb: str, rest: str) -> None:
    """The journal's line means what was said, whatever quotes and blanks were in it."""
    parsed = _grammar().parse(verb + rest)
    if isinstance(parsed, Parsed):
        assert _grammar().parse(parsed.line) == parsed


def test_what_is_missing_or_too_much_is_named() -> None:
    """All that is missing at once, the range of a share, and the likeliest word."""
    both = [
        entry
        for entry in ENTRIES
        if [it.name for it in entry.spec.arguments if not it.optional] == ["SERVICE", "PERCENT"]
    ]
    assert both
    verb = " ".join(both[0].spec.words)
    assert str(_grammar().parse(verb)) == f"{verb} SERVICE PERCENT: both are missing."
    assert '"dig"' in str(_grammar().parse("dog"))
    share = next(entry for entry in ENTRIES if entry.spec.arguments and entry.spec.arguments[-1].name == "PERCENT")
    line = _sample(share).rsplit(" ", 1)[0]
    assert "109 is more than PERCENT can be: 0 to 100" in str(_grammar().parse(f"{line} 109"))
