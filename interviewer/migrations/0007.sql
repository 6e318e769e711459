-- a round in which nothing was said that a score could rest on has none in the lists either
update session set overall = null, verdict = null
where status = 'done' and case when json_valid(report) then not exists (
    select 1 from json_each(session.report, '$.tables') as t, json_each(t.value, '$.rows') as r
    where json_extract(r.value, '$.evidence') is not null
) else 0 end;
