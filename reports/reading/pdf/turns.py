"""Text that lies on its side or upside down, turned back: a wide page is often drawn on a tall sheet."""

from math import cos, sin

from .characters import Character
from .rules import Rule, Rules


def turned(character: Character, turns: int, width: float, height: float) -> Character:
    """The character of text turned clockwise by so many quarters on a page of that size, where it stands upright."""
    left, bottom, right, top = character.left, character.bottom, character.right, character.top
    if turns == 1:
        left, bottom, right, top = height - top, left, height - bottom, right
    elif turns == 2:
        left, bottom, right, top = width - right, height - top, width - left, height - bottom
    elif turns == 3:
        left, bottom, right, top = bottom, width - right, top, width - left
    return Character(character.text, left, bottom, right, top, character.style) if turns else character


def straightened(character: Character, askew: float) -> Character:
    """The character of a page that is turned by a small angle (radians, anticlockwise), where it stands without."""
    x, y = character.middle
    across, up = x * cos(askew) + y * sin(askew) - x, y * cos(askew) - x * sin(askew) - y
    return Character(
        character.text,
        character.left + across,
        character.bottom + up,
        character.right + across,
        character.top + up,
        character.style,
    )


def turned_rules(rules: Rules, turns: int, width: float, height: float) -> Rules:
    """The lines of the page turned in the same way."""
    if turns == 1:
        return Rules(
            [_mirrored(rule, height) for rule in rules.down],
            [Rule(height - rule.at, rule.start, rule.end) for rule in rules.across],
        )
    if turns == 2:
        return Rules(
            [Rule(height - rule.at, width - rule.end, width - rule.start) for rule in rules.across],
            [Rule(width - rule.at, height - rule.end, height - rule.start) for rule in rules.down],
        )
    if turns == 3:
        return Rules(
            [Rule(width - rule.at, rule.start, rule.end) for rule in rules.down],
            [_mirrored(rule, width) for rule in rules.across],
        )
    return rules


def _mirrored(rule: Rule, length: float) -> Rule:
    return Rule(rule.at, length - rule.end, length - rule.start)
