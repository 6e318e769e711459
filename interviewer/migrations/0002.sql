create table sheet (
    id         integer primary key,
    name       text not null unique,
    body       text not null,              -- JSON of interviewer.guardrails.sheet.Sheet
    held       integer not null default 0, -- 1: the interviewer holds what is spoken against it
    changed    text not null               -- local time, ISO 8601
);

create table loop_run (
    id         integer primary key,
    loop       text not null,              -- id of a content file
    level      text not null,
    begun      text not null               -- local time, ISO 8601
);

create table loop_round (
    run        integer not null references loop_run (id) on delete cascade,
    place      integer not null,           -- from 0, in the order of the loop's file
    session    text not null,              -- of the session table; it may have been deleted since
    primary key (run, place, session)
) without rowid;
