-- Tombstones and bare rows, so that looking for them costs nothing where there are none. By the
-- media type, which is null exactly where the value is: it seldom changes, and a new value that
-- leaves it as it was still finds place beside the old one, without a new entry in any index.
create index paxos_collectable on paxos_register (key) where media_type is null;
