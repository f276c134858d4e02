-- What the acceptor says of itself: one row.
create table paxos_acceptor (
    id integer primary key check (id = 1),
    store_id text not null,
    era bigint not null default 0 check (era >= 0),
    configuration text check (configuration is not null or era = 0),
    floor bigint not null default 0 check (floor >= 0),
    -- Which server and which history of it, as far as the role may know.
    system_identifier text,
    timeline text
);

-- One row for each register that was ever promised or accepted. Ballots sort by counter, node,
-- incarnation. Keys and nodes sort by their bytes. Room is left on the pages, so that a new
-- promise finds place beside the old one.
create table paxos_register (
    key text collate "C" primary key,
    promised_counter bigint not null check (promised_counter > 0),
    promised_node text collate "C" not null,
    promised_incarnation bigint not null,
    accepted_counter bigint check (accepted_counter > 0),
    accepted_node text collate "C",
    accepted_incarnation bigint,
    revision bigint check (revision >= 0),
    value bytea,
    media_type text,
    history bytea,
    check ((accepted_counter is null) = (accepted_node is null)),
    check ((accepted_counter is null) = (accepted_incarnation is null)),
    check ((accepted_counter is null) = (revision is null)),
    check ((accepted_counter is null) = (history is null)),
    check ((value is null) = (media_type is null)),
    check (value is null or accepted_counter is not null),
    check (accepted_counter is null
        or (promised_counter, promised_node, promised_incarnation)
            >= (accepted_counter, accepted_node, accepted_incarnation))
) with (fillfactor = 80);

-- The bytes as text; null where they are not UTF-8.
create function paxos_text(bytes bytea) returns text language plpgsql immutable as $$
begin
    return convert_from(bytes, 'UTF8');
exception
    when character_not_in_repertoire or untranslatable_character then
        return null;
end
$$;

-- For people.
create view paxos_readable as
select
    key,
    revision,
    paxos_text(value) as text,
    length(value) as bytes,
    media_type,
    promised_counter || '@' || promised_node || '#' || to_hex(promised_incarnation) as promised,
    accepted_counter || '@' || accepted_node || '#' || to_hex(accepted_incarnation) as accepted
from paxos_register;
