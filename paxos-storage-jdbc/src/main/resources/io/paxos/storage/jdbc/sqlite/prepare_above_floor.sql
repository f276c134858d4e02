-- Rule R1, under a ballot whose counter is above the floor. One row is changed iff the promise was
-- granted.
insert into paxos_register as held (
    key, promised_counter, promised_node, promised_incarnation)
values (
    :key, :promised_counter, :promised_node, :promised_incarnation)
on conflict (key) do update set
    promised_counter = excluded.promised_counter,
    promised_node = excluded.promised_node,
    promised_incarnation = excluded.promised_incarnation
where (excluded.promised_counter, excluded.promised_node, excluded.promised_incarnation)
        > (held.promised_counter, held.promised_node, held.promised_incarnation)
