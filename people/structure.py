"""The default structure of a new organization (ORG-01, ORG-02; roles.md section 1): a template, then data."""

# code -> (name, English name, code of the body above)
DEPARTMENTS = {
    "board": ("理事会", "Board", None),
    "supervisory_board": ("监事会", "Supervisory board", None),
    "workers_congress": ("职工代表大会", "Workers' congress", None),
    "dg_office": ("总干事室", "Director-general", "board"),
    "ddg_office": ("副总干事", "Deputy director-general", "dg_office"),
    "hr_admin": ("人力资源与行政部", "HR & Administration", "ddg_office"),
    "public_affairs": ("公共事务部", "Public Affairs", "ddg_office"),
    "service": ("服务部", "Service", "ddg_office"),
    "development_research": ("社会服务发展与研究部", "Development & Research", "ddg_office"),
    "office": ("办公室", "Office", "ddg_office"),
    "finance": ("财务", "Finance", "office"),
    "evaluation_committee": ("研究与评估委员会", "Research and evaluation committee", "dg_office"),
    "supervision_committee": ("督导委员会", "Supervision committee", "dg_office"),
}
