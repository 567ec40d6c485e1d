"""What to call somebody in a greeting."""

from core import formats

COMPOUND = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "独孤", "南宫", "夏侯", "令狐", "皇甫",
     "尉迟", "公孙", "慕容", "长孙", "宇文", "司空", "端木", "百里", "呼延", "东郭", "轩辕")
)  # fmt: skip


def first_name(user):
    """晓岚 of 林晓岚, 明远 of 欧阳明远; a name of two characters is said whole. Xiaolan in English, where known."""
    if formats.english() and user.name_en:
        return user.name_en.split()[-1]  # surname first, as at home
    name = user.name
    surname = 2 if name[:2] in COMPOUND else 1
    return name[surname:] if len(name) - surname >= 2 else name
