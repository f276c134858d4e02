select system_identifier, timeline, table_number from paxos_acceptor
