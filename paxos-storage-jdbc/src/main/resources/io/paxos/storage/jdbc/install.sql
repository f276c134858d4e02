update paxos_acceptor set era = :era, configuration = :configuration where era < :era
