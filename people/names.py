"""How a Chinese name is read: pinyin and initials for search, with the surnames the dictionaries get wrong."""

import re

from pypinyin import lazy_pinyin

# Read differently as surnames than elsewhere.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "覃": "qin", "解": "xie", "任": "ren", "朴": "piao", "查": "zha",
    "尉迟": "yuchi", "万俟": "moqi", "长孙": "zhangsun", "盖": "ge", "区": "ou", "华": "hua", "宁": "ning",
    "缪": "miao", "冼": "xian", "乐": "yue", "员": "yun", "黑": "he", "折": "she", "祭": "zhai", "翟": "zhai",
    "牟": "mou", "那": "na", "逄": "pang", "召": "shao", "洗": "xian", "种": "chong", "秘": "bi", "繁": "po",
    "令狐": "linghu", "澹台": "tantai", "尉": "wei", "谌": "chen", "訾": "zi", "郗": "xi", 
}  # fmt: skip


def syllables(name):
    """The syllables of a name: "单晓燕" -> ["shan", "xiao", "yan"]; Latin words stay, in lower case."""
    name = name.strip()
    for length in (2, 1):
        surname, rest = name[:length], name[length:]
        if len(surname) == length and surname in SURNAMES:
            return [SURNAMES[surname], *lazy_pinyin(rest)]
    return lazy_pinyin(name)


def readings(name):
    """(pinyin without spaces, initials) of a name, as stored beside it."""
    parts = [re.sub(r"[^a-z0-9]", "", part.lower()) for part in syllables(name)]
    initials = "".join(part[0] for part in parts if part)
    return "".join(parts)[:80], initials[:20]
