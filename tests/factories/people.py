"""The small organization of the tests: one post, one centre, one project, two supervision groups, one of each role."""

import datetime as dt
from types import SimpleNamespace

from people.models import (
    Appointment,
    Department,
    Field,
    HostUnit,
    Role,
    ServicePoint,
    ServiceType,
    SupervisionGroup,
    User,
)

SINCE = dt.date(2020, 1, 1)
PASSWORD = "correct-horse-battery"
DEPARTMENTS = {
    "dg_office": "总干事室",
    "hr_admin": "人力资源与行政部",
    "public_affairs": "公共事务部",
    "service": "服务部",
    "development_research": "社会服务发展与研究部",
    "office": "办公室",
    "finance": "财务部",
}
# attribute of the cast -> (name, role, scope); a scope names attributes of the world
CAST = {
    "worker": ("林晓岚", Role.SOCIAL_WORKER, {"point": "post", "group": "group"}),
    "worker2": ("何家明", Role.SOCIAL_WORKER, {"point": "centre", "group": "group"}),
    "worker_other": ("唐雨薇", Role.SOCIAL_WORKER, {"point": "project", "group": "group2"}),
    "assistant": ("方小舟", Role.SOCIAL_WORK_ASSISTANT, {"point": "centre", "group": "group"}),
    "sa": ("周启明", Role.SUPERVISION_ASSISTANT, {"group": "group"}),
    "sa2": ("罗颖", Role.SUPERVISION_ASSISTANT, {"group": "group2"}),
    "supervisor": ("沈静宜", Role.SUPERVISOR, {"group": "group"}),
    "supervisor2": ("高远", Role.SUPERVISOR, {"group": "group2"}),
    "leader": ("梁国栋", Role.CENTRE_DIRECTOR, {"point": "centre"}),
    "leader_post": ("谢文", Role.TEAM_LEADER, {"point": "post"}),
    "service": ("黄敏", Role.DEPARTMENT_DIRECTOR, {"department": "service"}),
    "hr": ("吴佳", Role.HR_OFFICER, {}),
    "hr_director": ("郑爱华", Role.DEPARTMENT_DIRECTOR, {"department": "hr_admin"}),
    "finance": ("孙理", Role.ACCOUNTANT, {}),
    "archivist": ("江一帆", Role.ARCHIVIST, {}),
    "ddg": ("陈立", Role.DEPUTY_DIRECTOR_GENERAL, {}),
    "dg": ("王正", Role.DIRECTOR_GENERAL, {}),
    "board_chair": ("李怀德", Role.BOARD_CHAIR, {}),
    "auditor": ("赵审", Role.AUDITOR, {}),
    "admin": ("管理员", Role.SYSTEM_ADMIN, {}),
    "outsider": ("外人", None, {}),
    "cashier": ("钱小川", Role.CASHIER, {}),
}
HOME = {"service": "service", "hr": "hr_admin", "hr_director": "hr_admin", "finance": "finance", "archivist": "office"}
HOME["cashier"] = "finance"


def person(staff_no, name, *, password=None, **fields):
    """A member of staff who may sign in; without `password` only `client.force_login` gets in."""
    user = User(staff_no=staff_no, name=name, joined_on=SINCE, **fields)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def appoint(user, role, *, since=SINCE, until=None, **scope):
    """A dated role; drops what the user object remembers of its roles."""
    user.__dict__.pop("_appointments", None)
    return Appointment.objects.create(person=user, role=role, since=since, until=until, **scope)


def build_world():
    """(world, cast): departments, a post with host unit, a centre, a project, two groups, and one person per role.

    The worker is posted (host unit consents), the second worker and the assistant sit in the centre that `leader`
    directs; all three belong to `world.group`, whose SA is `sa` and supervisor `supervisor`. `worker_other` belongs
    to `world.group2` and the project.
    """
    world = SimpleNamespace()
    for code, name in DEPARTMENTS.items():
        setattr(world, code, Department.objects.create(code=code, name=name))
    world.host_unit = HostUnit.objects.create(name="市第一医院", contact_name="刘主任", contact_phone="13800000001")
    world.post = ServicePoint.objects.create(
        code="post", name="市一院社工站", type=ServiceType.POST, field=Field.MEDICAL, host_unit=world.host_unit
    )
    world.centre = ServicePoint.objects.create(
        code="centre", name="河东社区中心", type=ServiceType.CENTRE, field=Field.COMMUNITY
    )
    world.project = ServicePoint.objects.create(
        code="project", name="晨光青少年项目", type=ServiceType.PROJECT, field=Field.YOUTH
    )
    world.group = SupervisionGroup.objects.create(code="g1", name="一组")
    world.group2 = SupervisionGroup.objects.create(code="g2", name="二组")
    cast = SimpleNamespace()
    for number, (key, (name, role, scope)) in enumerate(CAST.items(), start=1):
        home = getattr(world, HOME[key]) if key in HOME else None
        worker_no = number if role in (Role.SOCIAL_WORKER, Role.SOCIAL_WORK_ASSISTANT) else None
        user = person(f"S{number:03}", name, department=home, worker_no=worker_no)
        setattr(cast, key, user)
        if role:
            appoint(user, role, **{field: getattr(world, value) for field, value in scope.items()})
    return world, cast
