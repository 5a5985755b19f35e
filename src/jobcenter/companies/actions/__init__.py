"""What changes companies: they themselves, and their contacts, interview rounds and contracts."""

from jobcenter.companies.actions.companies import change_company, make_company
from jobcenter.companies.actions.contacts import change_contact, delete_contact, make_contact
from jobcenter.companies.actions.contracts import change_contract, make_contract
from jobcenter.companies.actions.named import companies_named, company_named
from jobcenter.companies.actions.rounds import put_rounds

__all__ = [
    "change_company",
    "change_contact",
    "change_contract",
    "companies_named",
    "company_named",
    "delete_contact",
    "make_company",
    "make_contact",
    "make_contract",
    "put_rounds",
]
