"""Names of invented people. Drawn with a fixed seed, so that every demo has the same staff."""

SURNAMES = (
    "林何唐方周罗沈高梁谢黄吴郑孙江陈王李赵许邓冯曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝孔白崔康毛邱秦"
    "史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_GIVEN = (
    "晓岚家明雨薇小舟启明静宜国栋爱华一帆思远佳宁文博海燕志强丽娟春梅建平秀兰子涵梓萱浩然欣怡俊杰雅琴晓燕立新慧敏世杰婉清景行若溪知远明珠书瑶嘉禾安琪泽宇诗涵永健淑贞玉珍少华瑞芳晓峰红梅振华素芬卫东冬梅凤英"
    "宇航可欣心怡天佑美玲伟文凯琳柏年映雪新月沛然昕彤正阳采薇逸飞云舒如意舒婷晨曦向阳慕青乐然清扬语嫣润泽兰芝怀瑾长青树森兆丰月娥桂香金凤德明福生宝珠彩霞水生阿英木兰根发银花炳坤惠芳锦荣耀祖顺意来娣运来喜妹"
)
GIVEN = tuple(_GIVEN[n : n + 2] for n in range(0, len(_GIVEN), 2))


def names(rng):
    """Endless names, no two alike."""
    used = set()
    while True:
        name = rng.choice(SURNAMES) + rng.choice(GIVEN)
        if name not in used:
            used.add(name)
            yield name
