CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE packages (
    id        integer PRIMARY KEY,
    name      text NOT NULL UNIQUE,
    section   text NOT NULL,
    size      integer,
    summary   text NOT NULL,
    embedding vector(384) NOT NULL
);

CREATE TABLE questions (
    id        integer PRIMARY KEY,
    text      text NOT NULL,
    embedding vector(384) NOT NULL
);
