create table correction (
    id         integer primary key,
    session    text not null references session (id) on delete cascade,
    start      integer not null,           -- first sample of the words corrected
    stop       integer not null,           -- sample after the last of them
    was        text not null,              -- as it had been heard
    said       text not null,              -- as the user says it was said
    made       text not null,              -- local time, ISO 8601
    undone     text                        -- local time; null while it counts
);
create index correction_by_session on correction (session, id);

alter table session add column first_report text;           -- the report before the first correction
alter table note add column spoken integer not null default 0;  -- 1: recorded and transcribed, not typed
