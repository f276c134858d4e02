-- Tombstones and bare rows, so that looking for them costs nothing where there are none. The media
-- type is null exactly where the value is.
create index paxos_collectable on paxos_register (key) where media_type is null;
