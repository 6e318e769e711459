create table session (
    id         text primary key,
    created    text not null,              -- local time, ISO 8601
    name       text not null,
    round_id   text not null,
    company    text not null,
    level      text not null,
    status     text not null default 'open',  -- open | done
    seconds    real not null default 0,
    overall    real,                       -- weighted mean of the report, 1 to 4
    verdict    text,
    report     text                        -- JSON of interviewer.report.Report
);

create table entry (
    session    text not null references session (id) on delete cascade,
    seq        integer not null,
    sample     integer not null,           -- 16 kHz samples since the session's start
    kind       text not null,              -- input | command
    name       text not null,              -- class in interviewer.events
    body       text not null,              -- its JSON
    primary key (session, seq)
) without rowid;

create table note (
    id         integer primary key,
    session    text not null references session (id) on delete cascade,
    sample     integer not null,
    text       text not null,
    tags       text not null default ''    -- separated by spaces
);
create index note_by_session on note (session, sample);
