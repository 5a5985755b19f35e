"""Jobs: vacancies of clients, and the stages of their pipelines."""
