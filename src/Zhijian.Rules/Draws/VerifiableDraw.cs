using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Rules.Draws;

/// <summary>An employer as drawn, with the two officers.</summary>
public sealed record Drawn(string Id, IReadOnlyList<string> Officers);

/// <summary>
/// 双随机: the same pool, secret and public number always draw the same. The n-th number (n from 0) of a kind is the SHA-256 of
/// the 32 bytes of the seed followed by <c>kind/n</c> in ASCII, read as a big-endian integer, modulo what is asked for: 2⁻¹⁹⁰
/// of bias for the greatest pool. Employers: the number is taken modulo the sum of the weights left, counted through the pool in
/// its order, and whoever is drawn leaves it. Officers of the i-th employer: <c>officer/2i</c> modulo those who need not keep
/// away, in their order, then <c>officer/2i+1</c> modulo the rest.
/// </summary>
public static class VerifiableDraw
{
    /// <exception cref="DrawException">For an employer fewer than two officers are left.</exception>
    public static IReadOnlyList<Drawn> Draw(DrawPool pool, string secret, string publicNumber)
    {
        var seed = pool.Seed(secret, publicNumber);
        var lots = new Lots(pool.Employers);
        var recused = pool.Officers.Select(o => o.Recused.ToHashSet(StringComparer.Ordinal)).ToArray();
        var drawn = new List<Drawn>(pool.Count);
        for (var i = 0; i < pool.Count; i++)
        {
            var employer = pool.Employers[lots.Take((long)Number(seed, "employer", i, lots.Left))].Id;
            var free = new List<string>(pool.Officers.Length);
            for (var o = 0; o < pool.Officers.Length; o++)
                if (!recused[o].Contains(employer)) free.Add(pool.Officers[o].Id);
            if (free.Count < DrawPool.OfficersEach) throw new DrawException($"{employer}：回避后可派的执法人员不足两名");
            var first = (int)Number(seed, "officer", 2L * i, free.Count);
            var pair = new string[DrawPool.OfficersEach];
            pair[0] = free[first];
            free.RemoveAt(first);
            pair[1] = free[(int)Number(seed, "officer", 2L * i + 1, free.Count)];
            drawn.Add(new(employer, pair));
        }
        return drawn;
    }

    private static BigInteger Number(byte[] seed, string kind, long n, long below)
    {
        var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}/{n}"));
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. seed, .. text], hash);
        return new BigInteger(hash, isUnsigned: true, isBigEndian: true) % below;
    }

    /// <summary>Weights as a tree of partial sums: finding and removing cost the logarithm of the pool.</summary>
    private sealed class Lots
    {
        private readonly long[] _sums;
        private readonly int[] _weights;
        private readonly int _top;

        public Lots(DrawEmployer[] employers)
        {
            _weights = Array.ConvertAll(employers, e => e.Weight);
            _sums = new long[employers.Length + 1];
            for (var i = 1; i < _sums.Length; i++)
            {
                _sums[i] += _weights[i - 1];
                Left += _weights[i - 1];
                if (i + (i & -i) is var parent && parent < _sums.Length) _sums[parent] += _sums[i];
            }
            _top = (int)BitOperations.RoundUpToPowerOf2((uint)_sums.Length);
        }

        public long Left { get; private set; }

        /// <summary>Index of the member in whose lots the number falls.</summary>
        public int Take(long lot)
        {
            var at = 0;
            for (var step = _top; step > 0; step >>= 1)
            {
                if (at + step >= _sums.Length || _sums[at + step] > lot) continue;
                at += step;
                lot -= _sums[at];
            }
            var weight = _weights[at];
            Left -= weight;
            for (var i = at + 1; i < _sums.Length; i += i & -i) _sums[i] -= weight;
            return at;
        }
    }
}
