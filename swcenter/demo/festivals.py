"""Invented community events: what their plans, preparation and reports say."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Festival:
    """One kind of event; `crowd` is how many people come, about."""

    title: str
    kind: str
    setting: str
    place: str
    target: str
    crowd: int
    idea: str
    goal: str


FESTIVALS = (
    Festival("邻里健康游园会", "activity", "outdoor", "社区文化广场", "other", 118,
             "用游戏串起量血压、防跌倒、防诈骗三个摊位，边玩边学。", "八成参加者能说出一种防跌倒的做法"),
    Festival("防诈骗讲座", "lecture", "indoor", "居委会二楼会议室", "elderly", 46,
             "请派出所民警讲三个本社区的真实案例，留足时间提问。", "六成参加者会使用 96110"),
    Festival("周末亲子阅读", "family_education", "indoor", "社区图书角", "family", 34,
             "家长和孩子同读一本绘本，再一起画下最喜欢的一页。", "每个家庭约定每周共读一次"),
    Festival("义工社区清洁日", "volunteer", "outdoor", "河东小区", "other", 62,
             "义工带队，居民认领楼道和花坛。", "认领楼道十二处，三个月后仍有人打理"),
    Festival("社会工作宣传周", "publicity", "outdoor", "菜市场门口", "other", 85,
             "摆摊介绍社工能做什么，现场登记需要帮助的家庭。", "登记需求不少于二十条"),
    Festival("重阳敬老一家宴", "activity", "indoor", "社区活动中心大厅", "elderly", 72,
             "邻里各带一道菜，独居长者坐在中间。", "独居长者每人认识两位新邻居"),
)  # fmt: skip
BACKGROUND = "走访和需求问卷显示，居民盼望有近便、不花钱的活动；独居长者和新搬来的家庭彼此不认识。"
PUBLICITY = "居委会公告栏、微信群、菜市场入口各贴海报，楼组长上门请独居长者。"
DIFFICULTIES = "人多：分两个入口，签到处设两张桌；下雨：改到室内或延期。"
EVALUATION = "签到人数、意见表、现场观察和总结会。"
EMERGENCY = {
    "overall_head": "督导助理 值班电话", "site_head": "主责社工 现场电话",
    "evacuation": "两个出口，工作人员在门口引导，不拥挤",
    "medical": "社区卫生服务中心", "bad_weather": "橙色预警以上延期，普通降雨改到室内",
    "materials": "急救包、扩音器、隔离带",
}  # fmt: skip
TEAM = {
    "section_heads": [{"section": "疏散与秩序", "person": "同点同工"}, {"section": "急救", "person": "护理人员"}],
    "risks": [
        {"risk": "crowding", "prevention": "分批入场，超过定员暂停", "response": "暂停入场，打开侧门"},
        {"risk": "illness", "prevention": "座椅和饮水", "response": "一人陪护，一人拨打 120"},
    ],
}
FLOW = [
    {"at": "08:00", "item": "布场", "content": "工作人员到场，核对流程与分工", "person": "全体"},
    {"at": "09:00", "item": "开场", "content": "签到、介绍、安全提示", "person": "主责社工"},
    {"at": "11:00", "item": "结束", "content": "意见表、收场、总结会", "person": "全体"},
]
STAFF = [{"duty": "sign_in", "person": "同点同工"}, {"duty": "safety", "person": "义工队长"}]
MATERIALS = [
    {"item": "横幅", "quantity": "1 条", "have": "have"},
    {"item": "签到表、意见表", "quantity": "各 100 份", "have": "have"},
    {"item": "小礼品", "quantity": "80 份", "have": "buy"},
]
# Lines of the list that a colleague takes: (item, helped by, note). Lines of one's own: (what, days before, done).
SHARED = (
    ("materials", "黄子恒", "小礼品已订，前三天到"),
    ("venue", "居委会物业", "前一天下午四点进场"),
    ("arrival", "", ""),
)
LINES = (("向居委会借桌椅 20 套", 10, True), ("请社区卫生服务中心派一名护士", 8, True), ("报派出所备案", 5, False))
BUDGET = (("小礼品", Decimal("6.00"), 80), ("饮用水", Decimal("40.00"), 3), ("海报", Decimal("25.00"), 4))
TRIED = "问过街道、居委会和两家商户：街道本季度经费已用完，商户只能赞助饮用水。"
WHY_LATE = "场地上周才由居委会确认。"
REFUSED = "同一天街道有大型活动，场地和人流都有风险，请另选日期后重报。"
RAIN = "气象台发布暴雨橙色预警，户外不安全。"
SPEAKS = ("方案完整，应急方案写得实，转交机构。", "场地和分工都落实，建议同意。")
AGREES = ("目标清楚，注意人流和老人的休息处。", "同意。应急方案请打印贴在签到处。", "同意，照计划准备。")
STUDY = {
    "geography": "两条主街、三个老旧小区，菜市场和河滨步道是人最多的地方。",
    "population": "常住约九千人，六十岁以上占三成，近年搬来不少带孩子的家庭。",
    "power": "居委会、业委会、楼组长；舞蹈队和志愿者队有号召力。",
    "culture": "老街坊重情面，愿意来吃饭、聊天，不爱开会。",
    "method": "走访四十户，问卷一百二十份，社区地图一张",
    "conclusion": "周末缺少近便、免费的活动；独居长者和新住户最需要认识邻居。",
}
NEEDS = [
    {"kind": "felt", "need": "周末有去处", "evidence": "问卷六成勾选"},
    {"kind": "expressed", "need": "找人说话", "evidence": "走访时多次提出"},
]
DEBRIEF = {"good": "分工清楚，准时开场", "improve": "音响偏小，后排听不清"}
SUMMARY = "活动如期举行，流程顺利，居民参与积极，独居长者大多由邻居陪同前来。"
PROBLEMS = "签到处一度排队，下次多设一张桌。"
NEWS = "周末上午，居民们带着孩子和老人来到现场，在游戏和交谈中认识了新邻居。"
OUTCOME = {"process": "流程按计划，应急物资到位", "outcome": "参加者认识了新邻居", "efficiency": "投入与参加人数相称"}
