create table passage (                     -- what was said, cut for reading; made from the entries, and again when they change
    id         integer primary key,
    session    text not null references session (id) on delete cascade,
    speaker    text not null,              -- interviewer | candidate
    start      integer not null,           -- sample of its first word
    text       text not null
);
create index passage_by_session on passage (session);

create table indexed (                     -- which state of a session its passages were made from
    session    text primary key references session (id) on delete cascade,
    entries    integer not null,           -- seq of the last entry
    corrected  integer not null            -- corrections made plus corrections taken back
) without rowid;

create virtual table said using fts5 (text, content = 'passage', content_rowid = 'id');
create trigger passage_added after insert on passage begin
    insert into said (rowid, text) values (new.id, new.text);
end;
create trigger passage_gone after delete on passage begin
    insert into said (said, rowid, text) values ('delete', old.id, old.text);
end;
