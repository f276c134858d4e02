update paxos_acceptor set commits = commits + 1 returning commits
