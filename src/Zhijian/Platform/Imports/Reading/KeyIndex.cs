using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>
/// Remembers the keys of all rows by 128 bits of their SHA-256: about 30 bytes a row, so that a million rows stay
/// affordable; two different keys meet only for somebody who can do 2⁶⁴ hashes. Many small open tables grow without
/// copying everything at once.
/// </summary>
internal sealed class KeyIndex
{
    private const int Shards = 1024;
    private readonly Shard[] _shards = new Shard[Shards];

    /// <returns>The earlier row with the same key, or null when the key is new and now remembered.</returns>
    public int? Seen(string key, int row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        var shard = BinaryPrimitives.ReadUInt16LittleEndian(hash[16..]) % Shards;
        return _shards[shard].Seen(BinaryPrimitives.ReadUInt128LittleEndian(hash), row);
    }

    private struct Shard
    {
        private const int First = 8;
        private UInt128[] _ids;
        /// <summary>Complements of row numbers; 0 is an empty place.</summary>
        private int[] _rows;
        private int _count;

        public int? Seen(UInt128 id, int row)
        {
            if (_ids is null) (_ids, _rows) = (new UInt128[First], new int[First]);
            else if (_count * 5 >= _ids.Length * 4) Grow();
            var place = Find(id);
            if (_rows[place] != 0) return ~_rows[place];
            (_ids[place], _rows[place]) = (id, ~row);
            _count++;
            return null;
        }

        /// <summary>Where the key is, or the empty place where it belongs.</summary>
        private readonly int Find(UInt128 id)
        {
            var place = (int)Math.BigMul((ulong)id, (ulong)_ids.Length, out _);
            while (_rows[place] != 0 && _ids[place] != id)
                if (++place == _ids.Length) place = 0;
            return place;
        }

        private void Grow()
        {
            var (ids, rows) = (_ids, _rows);
            (_ids, _rows) = (new UInt128[ids.Length * 3 / 2], new int[ids.Length * 3 / 2]);
            for (var i = 0; i < ids.Length; i++)
            {
                if (rows[i] == 0) continue;
                var place = Find(ids[i]);
                (_ids[place], _rows[place]) = (ids[i], rows[i]);
            }
        }
    }
}
