"""The page that the site must be able to show, in the owner's words.

Line breaks are only in this file: any whitespace counts as one space.
"""

SLUGS = ["agent-architect", "mlops-engineer", "site-reliability-engineer"]
PATH = f"/compare/{'-vs-'.join(SLUGS)}/"

EYEBROW = "3-way comparison"
ROLES = ["Agent Architect", "MLOps Engineer", "Site Reliability Engineer (SRE)"]
TITLE = "Agent Architect vs MLOps Engineer vs Site Reliability Engineer (SRE)"
LEDE = (
    "Compare Agent Architect, MLOps Engineer, and Site Reliability Engineer (SRE) "
    "across responsibilities, authority, and collaboration."
)

# A dimension, then the texts of the three roles, in their order.
_TABLE = """
Primary Role

Designs the overall framework, architecture, and integration patterns for autonomous
AI agent systems — defines how agents interact with tools, data, and business
processes

Manages the lifecycle of machine learning models — from training and validation
through deployment, monitoring, and retraining in production

Ensures the reliability, availability, and performance of production software systems
through engineering practices, monitoring, and incident response


Reporting Relationship

Reports to CTO, Head of AI, or VP Engineering

Reports to ML Engineering Manager, Head of Data Science, or CTO

Reports to SRE Manager, VP Engineering, or CTO


Scope of Responsibilities

Focused on agent system design — architecture patterns, tool integration frameworks,
agent orchestration, multi-agent coordination, and technical standards for agent
development

Focused on ML model lifecycle — training pipeline automation, model versioning, A/B
testing, performance monitoring, data drift detection, and model retraining workflows

Focused on system reliability — uptime, latency, error budgets, monitoring, alerting,
capacity planning, incident response, and postmortem processes for software
infrastructure


Decision-Making Authority

High technical authority — defines architecture standards, selects agent frameworks
(LangChain, AutoGen, etc.), and approves agent design patterns

Technical authority over model deployment, monitoring thresholds, retraining triggers,
and model versioning decisions

Technical authority over reliability standards, SLOs/SLIs, incident response
procedures, and production system changes


Strategic Planning

Leads technical strategy for agent systems — evaluates emerging frameworks, designs
scalable architectures, and defines the technical vision for agentic AI

Contributes to ML strategy — evaluates model performance, recommends retraining
schedules, and designs scalable ML infrastructure

Contributes to engineering strategy — defines reliability targets, recommends
architecture improvements, and plans capacity for growth


Team Management

Guides and mentors engineering teams on agent development best practices; coordinates
with Agent Ops on production requirements

Collaborates with data scientists, ML engineers, and data engineers; may manage ML
infrastructure team

Collaborates with software engineers and DevOps; may manage an SRE team or on-call
rotation


Meeting Involvement

Leads architecture review meetings, participates in technical planning sessions, and
presents technical vision to leadership

Participates in model review meetings, experiment tracking discussions, and ML
pipeline standups

Leads incident response, participates in architecture reviews, and presents
reliability metrics to engineering leadership


Project Management

Owns architecture projects — framework selection, multi-agent orchestration design,
tool integration patterns, security architecture for agents

Owns ML infrastructure projects — feature stores, experiment tracking, model
registries, automated retraining pipelines

Owns reliability projects — monitoring system buildouts, chaos engineering, disaster
recovery, performance optimization


Communication

Communicates technical architecture decisions to engineering, product, and leadership
teams; creates architecture documentation and standards

Communicates model performance metrics and pipeline status to data science and
engineering leadership

Communicates incident status, reliability metrics, and system health to engineering
teams and leadership


Professional Development

Develops mastery of AI agent systems architecture; path to Principal Architect, VP
Engineering, or CTO

Develops expertise in ML infrastructure, model deployment, and production ML systems;
path to Senior MLOps, ML Platform Lead, or Head of ML Engineering

Develops deep expertise in distributed systems, reliability engineering, and
production operations; path to SRE Lead, Platform Director, or VP Engineering
"""

_PARTS = [" ".join(part.split()) for part in _TABLE.split("\n\n") if part.strip()]
ROWS = {_PARTS[i]: _PARTS[i + 1 : i + 4] for i in range(0, len(_PARTS), 4)}

SUMMARIES = ROWS["Primary Role"]
CARDS = [
    part
    for name, summary in zip(ROLES, SUMMARIES, strict=True)
    for part in ("Role", name, summary)
]

# Everything the page says, from top to bottom.
PAGE = [
    EYEBROW,
    TITLE,
    LEDE,
    *ROLES,
    *CARDS,
    "Dimension",
    *ROLES,
    *(part for dimension, cells in ROWS.items() for part in (dimension, *cells)),
]
