"""How times and sizes are said to the keeper, in Chinese."""

from datetime import UTC, datetime, timedelta


def minutes(age: timedelta) -> int:
    """Whole minutes."""
    return int(age.total_seconds() // 60)


def ago(moment: datetime) -> str:
    """How long ago ``moment`` was, in the largest unit of which there is one; a moment to come is now."""
    seconds = int((datetime.now(UTC) - moment).total_seconds())
    for unit, name in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= unit:
            return f" {seconds // unit} {name}前"
    return "不到一分钟前"


def room(count: int) -> str:
    """Bytes in GB, MB or, below a tenth of one, KB."""
    if count >= 10**9:
        return f"{count / 10**9:.1f} GB"
    if count >= 10**7:
        return f"{count // 10**6} MB"
    return f"{count / 10**6:.1f} MB" if count >= 10**5 else f"{-(-count // 1000)} KB"
