import re

from parser.text.alternation import one_of


def test_the_longest_phrase_wins_whatever_the_order() -> None:
    pattern = re.compile(one_of(["kế hoạch", "kế hoạch hành động", "kế"]))
    text = "kế  hoạch\nhành động"
    assert pattern.match(text)[0] == text  # type: ignore[index]
    assert pattern.match("kế hoạch hành")[0] == "kế hoạch"  # type: ignore[index]


def test_what_follows_may_ask_for_a_shorter_phrase() -> None:
    assert re.fullmatch(one_of(["báo cáo", "báo cáo viên"]) + r" v(.*)", "báo cáo viên")[1] == "iên"  # type: ignore[index]


def test_a_phrase_that_is_no_entry_is_not_matched() -> None:
    assert re.search(one_of(["thông tư", "thông báo"]), "thông tin") is None


def test_signs_of_patterns_are_letters() -> None:
    assert re.fullmatch(one_of(["a.b", "a+"]), "a.b")
    assert re.fullmatch(one_of(["a.b", "a+"]), "axb") is None
