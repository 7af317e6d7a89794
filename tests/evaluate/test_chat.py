"""How a file of chat becomes groups."""

from bot.evaluate.chat import GROUP, Line, as_groups


def test_talks_stay_whole_and_a_group_ends_once_it_is_full() -> None:
    talks = [Line("好的", "甲", f"talk {number // 6}") for number in range(GROUP + 10)]
    groups = as_groups("chat", talks)
    assert [len(group.messages) for group in groups] == [204, 6]
    assert groups[1].id == "chat 2"


def test_messages_of_nobody_are_said_by_different_people_and_apart_in_time() -> None:
    (group,) = as_groups(
        "chat", [Line("早", "", ""), Line("早", "", ""), Line("走吧", "甲", "1"), Line("走", "甲", "1")]
    )
    assert len({message["sender"] for message in group.messages}) == 3
    assert [message["time"][11:] for message in group.messages] == ["09:00:00", "09:05:20", "09:10:40", "09:11:00"]
