"""The first tables: questions asked in vain, votes, actions, servers' rules."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unanswered",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("about_us", sa.Boolean, nullable=False),
        sa.Column("nearest", sa.Text),
        sa.Column("state", sa.String(8), nullable=False),
    )
    op.create_index("unanswered_open", "unanswered", ["state", "guild", "at"])
    op.create_index("unanswered_folded", "unanswered", ["folded", "guild"])
    op.create_table(
        "votes",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("up", sa.Boolean, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("guild", sa.BigInteger),
    )
    op.create_index("votes_guild", "votes", ["guild", "at"])
    op.create_table(
        "actions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("what", sa.String(64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.BigInteger),
        sa.Column("guild", sa.BigInteger),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64)),
    )
    op.create_index("actions_at", "actions", ["at"])
    op.create_table(
        "guild_rules",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("rules", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for name in ("guild_rules", "actions", "votes", "unanswered"):
        op.drop_table(name)
