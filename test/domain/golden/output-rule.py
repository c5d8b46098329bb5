"""The output rule written a second time, from docs/decisions/049-what-a-synthesis-may-tell.md and not
from its code. `python3 output-rule.py > output-rule.txt` makes the golden table again: for 0 to 80
answers, how many of the answer sets are told in which way, and a digest of all that is told.
"""
import hashlib
import json
from fractions import Fraction
from math import floor

NAMES = ("low", "middle", "high")


def near(part, n):
    percent = 5 * floor(Fraction(100 * part, n) / 5 + Fraction(1, 2))
    return {"percent": percent} if percent else {"percent": 5, "bound": "at-most"}


def one(top, share, rest):
    shares = {name: {"percent": rest, "bound": "at-most"} for name in NAMES}
    shares[top] = share
    return {"kind": "classes", "shares": shares}


def halves(v, a, b):
    return [(a, a), (b, b)] if min(v[a - 1], v[b - 1]) >= 3 else [(a, b)]


def told(v):
    n = sum(v)
    if n < 7:
        return {"kind": "withheld"}
    k = {"low": v[0] + v[1], "middle": v[2], "high": v[3] + v[4]}
    over_half = [name for name in NAMES if Fraction(k[name], n) > Fraction(1, 2)]
    if n < 10:
        return {"kind": "majority", "of": (over_half or ["none"])[0]}
    ranked = sorted(NAMES, key=lambda name: -k[name])
    top = ranked[0]
    alone = k[top] > k[ranked[1]]
    few = [name for name in NAMES if k[name] < 3]
    cap = 60 if n < 25 else 80
    capped = Fraction(k[top], n) >= Fraction(cap, 100)
    if n >= 25:
        parts = None
        if not few:
            parts = halves(v, 1, 2) + [(3, 3)] + halves(v, 4, 5)
        elif alone and top == "high":
            parts = [(1, 3)] + halves(v, 4, 5)
        elif alone and top == "low":
            parts = halves(v, 1, 2) + [(3, 5)]
        if parts:
            sums = [sum(v[a - 1 : b]) for a, b in parts]
            rest = n - k[top] if few else n
            if min(sums) >= 3 and rest >= 4 and Fraction(max(sums), n) < Fraction(4, 5):
                shares = [{"from": a, "to": b, **near(s, n)} for (a, b), s in zip(parts, sums)]
                return {"kind": "levels", "shares": shares}
    if capped:
        return one(top, {"percent": cap, "bound": "at-least"}, 100 - cap)
    if n < 25 and not few:
        return {"kind": "classes", "shares": {name: near(k[name], n) for name in NAMES}}
    if alone:
        share = near(k[top], n)
        return one(top, share, 105 - share["percent"])
    return {"kind": "majority", "of": (over_half or ["none"])[0]}


def sets(n):
    """Every division into three classes, each at its outer level and halved between its two."""
    for low in range(n + 1):
        for middle in range(n - low + 1):
            high = n - low - middle
            yield (low, 0, middle, 0, high)
            yield (low - low // 2, low // 2, middle, high // 2, high - high // 2)


if __name__ == "__main__":
    for n in range(81):
        kinds = {"withheld": 0, "majority": 0, "classes": 0, "levels": 0}
        digest = hashlib.sha256()
        for v in sets(n):
            one_told = told(v)
            kinds[one_told["kind"]] += 1
            text = json.dumps(one_told, sort_keys=True, separators=(",", ":"))
            digest.update(f"{','.join(map(str, v))} {text}\n".encode())
        print(n, *(f"{name}={number}" for name, number in kinds.items()), digest.hexdigest()[:16])
