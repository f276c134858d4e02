-- Rule R1. A row comes back iff the promise was granted.
insert into paxos_register as held (
    key, promised_counter, promised_node, promised_incarnation)
select :key, :promised_counter, :promised_node, :promised_incarnation
where :promised_counter > :floor
    or exists (
        select 1 from paxos_register where key = :key and accepted_counter is not null)
on conflict (key) do update set
    promised_counter = excluded.promised_counter,
    promised_node = excluded.promised_node,
    promised_incarnation = excluded.promised_incarnation
where (excluded.promised_counter, excluded.promised_node, excluded.promised_incarnation)
        > (held.promised_counter, held.promised_node, held.promised_incarnation)
returning
    accepted_counter, accepted_node, accepted_incarnation, revision, value, media_type, history
