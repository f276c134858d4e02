select system_identifier, timeline from paxos_acceptor
