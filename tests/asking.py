"""Asking a database from a test that has no event loop."""

import asyncio

import asyncpg


def ask(url: str, *statements: str) -> object:
    """Run statements one by one; the first value that the last one answers."""

    async def on_one_connection() -> object:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return await connection.fetchval(statements[-1])
        finally:
            await connection.close()

    return asyncio.run(on_one_connection())
