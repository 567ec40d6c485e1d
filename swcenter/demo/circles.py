"""Invented groups by service field: what their plans, sessions and reports say."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Circle:
    """One kind of group, with as many themes as it has sessions."""

    name: str
    group_type: str
    target: str
    who: str
    needs: str
    goal: str
    themes: tuple
    born: tuple  # years of birth


CIRCLES = {
    "elderly": Circle(
        "银龄暖心小组",
        "support",
        "elderly",
        "独居或空巢长者，能自行到中心",
        "走访四十户，近七成独居长者说白天没有人说话，怕给子女添麻烦。",
        "六节之后，每位组员每周主动联系一位组员，孤独感量表得分下降两成。",
        ("认识彼此，订小组约定", "我的一天", "老照片里的故事", "学会用视频通话", "互助电话圈", "回顾与约定"),
        (1940, 1958),
    ),
    "family": Circle(
        "“好好说话”亲子沟通小组",
        "education",
        "family",
        "四、五年级学生的家长",
        "班主任转介和家长问卷显示，六成家庭每周争吵三次以上。",
        "六节之后，参加的家长能用“我的感受”句式说出一件烦心事，争吵次数比前测减少三分之一。",
        (
            "认识彼此，订小组约定",
            "听见对方：倾听练习",
            "我的感受句式",
            "冲突时先停一停",
            "一起解决一件事",
            "回顾与告别",
        ),
        (1978, 1992),
    ),
    "health": Circle(
        "“糖友”同行小组",
        "mutual_help",
        "patient",
        "确诊两年内的糖尿病患者",
        "门诊随访发现，新确诊患者半数不按时测血糖，心里着急又无处可问。",
        "五节之后，组员每周记录血糖不少于五次，并能说出一种减压办法。",
        ("糖尿病不可怕", "吃得对", "动起来", "和压力相处", "互助约定"),
        (1950, 1975),
    ),
    "youth": Circle(
        "“向阳”青年成长小组",
        "growth",
        "youth",
        "有意改变作息与就业状况的青年",
        "社区民警与街道推荐，一批青年长期晚睡、无业，和家人少有交流。",
        "六节之后，每位组员完成一份求职准备，并能坚持固定作息四周。",
        ("破冰", "我从哪里来", "我擅长什么", "第一次面试", "遇到挫折", "向前走"),
        (1996, 2006),
    ),
}
ELDERLY = (
    CIRCLES["elderly"],
    Circle(
        "“记忆相册”缅怀小组",
        "support",
        "elderly",
        "近三年丧偶的长者",
        "家访中十一位丧偶长者说，最难过的是没有人一起提起老伴。",
        "六节之后，每位组员完成一本纪念册，并能和家人谈起逝去的人。",
        ("认识彼此，订小组约定", "老物件的故事", "想说却没说的话", "谁陪过我", "做一页相册", "展示与告别"),
        (1938, 1955),
    ),
    Circle(
        "“手机不求人”学习小组",
        "education",
        "elderly",
        "会接打电话、想学智能手机的长者",
        "前台一个月登记了二十六次求助，多半是挂号、缴费和视频通话。",
        "六节之后，八成组员能独立挂号、付款和识别诈骗短信。",
        ("字放大，声调高", "和孙辈视频", "挂号不排队", "付款要看清", "陌生链接不点", "互相考一考"),
        (1945, 1962),
    ),
)
BY_FIELD = {"02": "health", "05": "elderly", "03": "elderly", "06": "youth", "07": "family", "08": "family"}
PLACES = ("活动室 1", "活动室 2", "多功能厅", "社区会议室")
SUPPLIES = (("彩色卡纸与笔", Decimal("12.50"), 8), ("茶点", Decimal("15.00"), 10), ("打印资料", Decimal("2.40"), 20))
PROCESS = (
    "开场热身后回顾上节约定，组员轮流发言。有一位起初沉默，经旁边组员鼓励后讲了自己的做法，大家给了回应。",
    "以分组练习为主，气氛比上节轻松。两位组员意见不同，社工请双方先复述对方的话，冲突化解。",
    "组员主动带来家里的例子，讨论热烈，时间略紧。最后一刻钟一起写下本周要试的一件事。",
    "缺席的两位已电话联系。到场组员互相提醒约定，出现自发的互助。",
)
DYNAMICS = ("互动增多，由社工主导转为组员互问。", "出现非正式的领头人，也有两人较安静。", "凝聚力明显，组员互相等候。")
REFLECTION = ("节奏可以再慢些，给安静的组员留时间。", "示范要更具体。", "把决定权多交给组员，效果更好。")
NEXT = ("下节先请安静的两位分享。", "准备图片卡，减少文字。", "请组员各带一件物品。")
SUMMARY = "各节如期开展，组员由陌生到互助。前两节以建立关系为主，中段练习技巧，末节回顾并约定后续联系。"
EFFECT = "多数组员达到目标：按前后测，平均改善两成以上；四位组员结成互助对子。"
PROBLEMS = "场地偏小，个别节次时间不够；下次招募时写明每节时长，并准备备用场地。"
SPEAKS = (
    "目标清楚，同意开展，注意组员安全。",
    "同意。招募条件写得再具体些会更好。",
    "同意，按计划开展，每节后及时写记录。",
)
READS = ("看过，过程写得清楚。", "安静的组员下节请多留意。", "同意你的反思，按此调整。")
REFUSED = "需求只有一位组员提出，称不上共同需要，本次不同意开展，请先做需求评估。"
BACK = "目标无法衡量，请改成看得见的变化后再交。"
LEFT = ("搬去子女家同住", "工作时间调整，参加不了", "身体不适，需要休养")
SPLIT = "热身 15 分钟；主题活动 50 分钟；分享与小结 25 分钟"
TRIED = "已问过用人单位和社区，今年没有这笔经费。"
WHY_LATE = "场地刚刚落实，学校要求本月开组。"


def circle_for(field, before):
    """The circle somebody in a service field begins after `before` others, with the name it bears."""
    kind = BY_FIELD.get(field, "elderly")
    kinds = ELDERLY if kind == "elderly" else (CIRCLES[kind],)
    edition, place = divmod(before, len(kinds))
    circle = kinds[place]
    return circle, f"{circle.name}（第{'一二三四五六'[edition]}期）" if edition else circle.name
