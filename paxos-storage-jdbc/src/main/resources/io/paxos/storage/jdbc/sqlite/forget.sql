-- Deletion: a row comes back, with what the floor must be at least, iff it was still what was asked
-- for and is gone.
delete from paxos_register
where key = :key
    and media_type is null
    and case when :tombstone_counter = 0
        then accepted_counter is null
        else (accepted_counter, accepted_node, accepted_incarnation)
            = (:tombstone_counter, :tombstone_node, :tombstone_incarnation)
    end
returning max(promised_counter, coalesce(revision, 0)) as floor
