create table story (
    id         text primary key,
    created    text not null,              -- local time, ISO 8601
    changed    text not null,
    body       text not null               -- JSON of interviewer.practice.stories.Story
);

create table account (                     -- what was told in a session, one row an opening question
    session    text not null references session (id) on delete cascade,
    part       integer not null,           -- 0-based, the session's story
    question   text not null,
    body       text not null,              -- JSON of interviewer.practice.telling.Account
    primary key (session, part)
) without rowid;

create table telling (                     -- the user's word on which story an account is
    session    text not null references session (id) on delete cascade,
    part       integer not null,
    story      text not null references story (id) on delete cascade,
    confirmed  integer not null,           -- 1 it is, 0 it is not
    primary key (session, part, story)
) without rowid;

create table made_round (                  -- rounds made on the fly, so that their sessions can be rebuilt
    id         text primary key,
    kind       text not null,              -- question | section | follow_up | story
    subject    text not null,              -- what was drilled; the same for every try
    spec       text not null               -- JSON of content.schema.RoundSpec
);

create table review (                      -- every rating of a flash card; its schedule follows from them
    card       text not null,
    at         text not null,              -- UTC, ISO 8601
    rating     integer not null,           -- 1 again, 2 hard, 3 good, 4 easy
    primary key (card, at)
) without rowid;
