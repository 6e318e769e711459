create table drill (                       -- what came of every drill
    session    text primary key references session (id) on delete cascade,
    subject    text not null,              -- as in made_round
    kind       text not null,
    at         text not null,              -- local time, ISO 8601
    standing   text not null               -- held | partly | missed
);
create index drill_by_subject on drill (subject, at);
