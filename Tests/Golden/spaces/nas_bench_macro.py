"""Writes nas_bench_macro.csv: code, parameters, MACs of 24 architectures, from the benchmark's published table.

    python3 nas_bench_macro.py nas-bench-macro_cifar10.json > nas_bench_macro.csv
"""
import json, random, sys

table = json.load(open(sys.argv[1]))
named = ["00000000", "11111111", "22222222", "22212220", "22221212", "10000000", "01000000", "00000001"]
drawn = random.Random(0).sample(sorted(set(table) - set(named)), 16)
print("code,parameters,macs")
for code in named + sorted(drawn):
    print(f"{code},{table[code]['params']},{table[code]['flops']}")
