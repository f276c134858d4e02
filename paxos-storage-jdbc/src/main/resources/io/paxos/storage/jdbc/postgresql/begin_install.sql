-- Not shared with any writer (rule M3).
begin isolation level read committed read write;
set local synchronous_commit = on;
lock table paxos_acceptor in exclusive mode
