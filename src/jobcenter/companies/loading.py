"""Filling the tables of companies by COPY, for imports and made-up data: the quick way, for rows that are known good.

Nothing is checked against what is there, and nothing is audited: a name's key is made here, all else is the caller's.
Each function takes rows as tuples in the order that its docstring tells, and runs in the caller's transaction.
"""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import asyncpg

from jobcenter.companies.rules import key_of

CompanyRow = tuple[uuid.UUID, str, bool, str | None, str | None, str | None, datetime]
NameRow = tuple[uuid.UUID, str]
DomainRow = tuple[str, uuid.UUID]
ContactRow = tuple[uuid.UUID, uuid.UUID, str, str | None, str | None, str | None, str | None, datetime]
RoundRow = tuple[uuid.UUID, uuid.UUID, str, int]
ContractRow = tuple[uuid.UUID, uuid.UUID, str, date, date | None, Decimal | None, int, str | None, datetime]


async def load_companies(connection: asyncpg.Connection, rows: Iterable[CompanyRow]) -> None:
    """Rows of (id, name, is_client, website, location, about, created_at)."""
    await connection.copy_records_to_table(
        "companies",
        columns=["id", "name", "is_client", "website", "location", "about", "created_at", "updated_at", "name_key"],
        records=((*row, row[-1], key_of(row[1])) for row in rows),
    )


async def load_names(connection: asyncpg.Connection, rows: Iterable[NameRow]) -> None:
    """Rows of (company_id, name): further names, none of a key that the same company has here twice."""
    await connection.copy_records_to_table(
        "company_names",
        columns=["company_id", "name", "name_key"],
        records=((*row, key_of(row[1])) for row in rows),
    )


async def load_domains(connection: asyncpg.Connection, rows: Iterable[DomainRow]) -> None:
    """Rows of (domain, company_id), domains in lower case, each once."""
    await connection.copy_records_to_table("company_domains", columns=["domain", "company_id"], records=rows)


async def load_contacts(connection: asyncpg.Connection, rows: Iterable[ContactRow]) -> None:
    """Rows of (id, company_id, name, title, email, phone, note, created_at)."""
    columns = ["id", "company_id", "name", "title", "email", "phone", "note", "created_at", "updated_at"]
    records = ((*row, row[-1]) for row in rows)
    await connection.copy_records_to_table("company_contacts", columns=columns, records=records)


async def load_rounds(connection: asyncpg.Connection, rows: Iterable[RoundRow]) -> None:
    """Rows of (id, company_id, name, position), positions from 0."""
    columns = ["id", "company_id", "name", "position"]
    await connection.copy_records_to_table("interview_rounds", columns=columns, records=rows)


async def load_contracts(connection: asyncpg.Connection, rows: Iterable[ContractRow]) -> None:
    """Rows of (id, company_id, title, starts_on, ends_on, fee_percent, guarantee_days, terms, created_at)."""
    columns = ["id", "company_id", "title", "starts_on", "ends_on", "fee_percent", "guarantee_days", "terms"]
    records = ((*row, row[-1]) for row in rows)
    await connection.copy_records_to_table("contracts", columns=[*columns, "created_at", "updated_at"], records=records)
