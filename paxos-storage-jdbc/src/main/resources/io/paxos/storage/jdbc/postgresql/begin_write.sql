-- The lock first, then the era in a later statement, which sees what was committed before the lock
-- was granted (rule M3). Writers share the lock; whoever changes paxos_acceptor, by whatever means,
-- has to wait for them and they for it. It lasts until the transaction ends.
begin isolation level read committed read write;
set local plan_cache_mode = force_generic_plan;
set local synchronous_commit = on;
lock table paxos_acceptor in share mode
