-- What the acceptor says of itself: one row.
create table paxos_acceptor (
    id integer primary key check (id = 1),
    store_id text not null,
    era integer not null default 0 check (era >= 0),
    configuration text check (configuration is not null or era = 0),
    floor integer not null default 0 check (floor >= 0),
    -- Which server and which history of it, where the database can tell (PostgreSQL).
    system_identifier text,
    timeline text
) strict;

-- One row for each register that was ever promised or accepted. Ballots sort by counter, node,
-- incarnation. Not "without rowid": a value may be a mebibyte, and the rows of such a table are
-- the nodes of its tree.
create table paxos_register (
    key text not null primary key,
    promised_counter integer not null check (promised_counter > 0),
    promised_node text not null,
    promised_incarnation integer not null,
    accepted_counter integer check (accepted_counter > 0),
    accepted_node text,
    accepted_incarnation integer,
    revision integer check (revision >= 0),
    value blob,
    media_type text,
    history blob,
    check ((accepted_counter is null) = (accepted_node is null)),
    check ((accepted_counter is null) = (accepted_incarnation is null)),
    check ((accepted_counter is null) = (revision is null)),
    check ((accepted_counter is null) = (history is null)),
    check ((value is null) = (media_type is null)),
    check (value is null or accepted_counter is not null),
    check (accepted_counter is null
        or (promised_counter, promised_node, promised_incarnation)
            >= (accepted_counter, accepted_node, accepted_incarnation))
) strict;

-- For people. SQLite cannot tell whether bytes are UTF-8; those with a zero byte are no text.
create view paxos_readable as
select
    key,
    revision,
    case when instr(value, x'00') = 0 then cast(value as text) end as text,
    length(value) as bytes,
    media_type,
    promised_counter || '@' || promised_node || '#' || printf('%x', promised_incarnation)
        as promised,
    accepted_counter || '@' || accepted_node || '#' || printf('%x', accepted_incarnation)
        as accepted
from paxos_register;
