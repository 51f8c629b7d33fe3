"""The public pages that tests visit: a name and an address for each."""

ROLES = [
    "agent-architect",
    "mlops-engineer",
    "site-reliability-engineer",
    "devops-engineer",
    "platform-engineer",
    "data-engineer",
    "data-scientist",
    "analytics-engineer",
    "backend-engineer",
    "frontend-engineer",
    "engineering-manager",
    "security-engineer",
    "security-operations-analyst",
    "product-manager",
    "product-designer",
    "ux-researcher",
    "hr-business-partner",
    "talent-acquisition-partner",
    "finance-business-partner",
    "customer-success-manager",
]


def comparing(*slugs):
    return f"/compare/{'-vs-'.join(slugs)}/"


def comparison_of(count):
    assert count <= len(ROLES)
    return comparing(*ROLES[:count])


STRAINED = comparing("long-name", "long-words", "much", "right-to-left", "little")

# Every option, in combinations that change a lot.
DIFFERENCES = (
    f"?show=differences&mark=differences&sort=distinct&baseline={ROLES[1]}"
    "&dimension=communication&dimension=reporting-relationship&dimension=nothing"
)
SIMILARITIES = "?show=similarities&mark=similarities"
COLUMNS = "?column=much&column=long-words&mark=differences&baseline=much"

PAGES = {
    "home": "/",
    "directory": "/roles/",
    "second page of the directory": "/roles/?page=2",
    "directory filtered": "/roles/?q=engineer&family=data&role=data-engineer",
    "directory with nothing found": "/roles/?q=zeppelin",
    "directory with an error": "/roles/?family=nowhere",
    "role": "/roles/agent-architect/",
    "role with little": "/roles/little/",
    "role with much": "/roles/much/",
    "dimensions": "/dimensions/",
    "dimension": "/dimensions/scope-of-responsibilities/",
    "picker": "/compare/",
    "picker with an error": "/compare/?role=data-engineer&go=compare",
    "picker with words": "/compare/?q=zeppelin&role=data-engineer&role=much&go=choose",
    "picker for a place": (
        "/compare/?role=data-engineer&role=much&replace=much&sort=distinct&go=compare"
    ),
    "comparison of 2": comparison_of(2),
    "comparison of 3": comparison_of(3),
    "comparison of 5": comparison_of(5),
    "comparison of 8": comparison_of(8),
    "comparison of 12": comparison_of(12),
    "comparison that strains": STRAINED,
    "comparison of differences": f"{comparison_of(3)}{DIFFERENCES}",
    "comparison of similarities": f"{comparison_of(5)}{SIMILARITIES}",
    "comparison of two columns": f"{STRAINED}{COLUMNS}",
    "comparison with an earlier day": comparing(
        "agent-architect@2020-01-31", "agent-architect"
    ),
    "comparison with earlier days that strains": comparing(
        "long-name@2020-01-31", "much@2020-01-31", "much", "right-to-left@2020-01-31"
    ),
    "brief of 3": f"{comparison_of(3)}brief/",
    "brief of 12": f"{comparison_of(12)}brief/",
    "brief that strains": f"{STRAINED}brief/",
    "how it is counted": "/how-it-is-counted/",
    "privacy": "/privacy/",
}

ERROR_PAGES = {
    "too many roles": (400, comparing(*(f"role-{n}" for n in range(51)))),
    "unknown page": (404, "/nowhere/"),
    "unknown role": (404, "/roles/data-enginer/"),
    "unknown role of a comparison": (404, comparing("dev-op", "data-engineer")),
    "a day before the first": (404, comparing("much@2019-12-31", "much")),
    "unknown file": (404, comparison_of(2)[:-1] + ".pdf"),
}
