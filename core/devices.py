"""What a browser says about itself, in the two words people know: browser and system."""

BROWSERS = {
    "MicroMessenger": "WeChat",
    "DingTalk": "DingTalk",
    "Edg": "Edge",
    "OPR/": "Opera",
    "HuaweiBrowser": "Huawei Browser",
    "MiuiBrowser": "Xiaomi Browser",
    "QQBrowser": "QQ Browser",
    "360SE": "360",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "Chrome/": "Chrome",
    "CriOS": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "HarmonyOS": "HarmonyOS",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def named(user_agent):
    """The two words, like "Chrome · Windows"; where neither is known, the beginning of what it said."""
    found = [next((name for mark, name in known.items() if mark in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found)) or user_agent[:40]
