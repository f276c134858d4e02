-- Deletion: the rows that are still what was asked for go, and in the same statement the floor takes
-- their place. Nobody else is writing: this transaction has the lock of those who change the floor.
with gone as (
    delete from paxos_register as held
    using unnest(:keys, :tombstone_counters, :tombstone_nodes, :tombstone_incarnations)
        as asked (key, tombstone_counter, tombstone_node, tombstone_incarnation)
    where held.key = asked.key
        and held.media_type is null
        and case when asked.tombstone_counter = 0
            then held.accepted_counter is null
            else (held.accepted_counter, held.accepted_node, held.accepted_incarnation)
                = (asked.tombstone_counter, asked.tombstone_node, asked.tombstone_incarnation)
        end
    returning held.promised_counter, held.revision)
update paxos_acceptor
-- Of a bare row the revision is null, and so is the maximum if no row is gone: both are passed over.
set floor = greatest(floor, :floor, (select max(greatest(promised_counter, revision)) from gone))
returning floor, (select count(*) from gone) as forgotten
