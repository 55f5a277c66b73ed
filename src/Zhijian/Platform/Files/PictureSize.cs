using System.Buffers.Binary;

namespace Zhijian.Platform.Files;

/// <summary>Width and height in pixels of a picture, from its head alone: nothing is unpacked.</summary>
public static class PictureSize
{
    /// <param name="picture">Read from where it stands.</param>
    /// <returns>Null: no PNG or JPEG, or the head says nothing sensible.</returns>
    public static (int Width, int Height)? Read(Stream picture, FileKind kind)
    {
        try
        {
            return kind switch { FileKind.Png => Png(picture), FileKind.Jpeg => Jpeg(picture), _ => null };
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    static (int, int)? Png(Stream picture)
    {
        Span<byte> head = stackalloc byte[24];
        picture.ReadExactly(head);
        return Sensible(BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]));
    }

    /// <summary>Segments up to the frame header (SOF0–SOF15 without the tables DHT, JPG, DAC), as ITU-T T.81 B.1 lays them out.</summary>
    static (int, int)? Jpeg(Stream picture)
    {
        Span<byte> bytes = stackalloc byte[5];
        picture.ReadExactly(bytes[..2]);
        while (true)
        {
            picture.ReadExactly(bytes[..2]);
            if (bytes[0] != 0xFF) return null;
            // Fill bytes may stand before a marker.
            while (bytes[1] == 0xFF) picture.ReadExactly(bytes[1..2]);
            var marker = bytes[1];
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) continue;
            picture.ReadExactly(bytes[..2]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes) - 2;
            if (length < 0 || marker is 0xD9 or 0xDA) return null;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                picture.ReadExactly(bytes);
                return Sensible(BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]));
            }
            Skip(picture, length);
        }
    }

    static void Skip(Stream stream, int length)
    {
        Span<byte> block = stackalloc byte[512];
        for (; length > 0; length -= Math.Min(length, block.Length)) stream.ReadExactly(block[..Math.Min(length, block.Length)]);
    }

    static (int, int)? Sensible(uint width, uint height) => width is > 0 and <= ushort.MaxValue && height is > 0 and <= ushort.MaxValue ? ((int)width, (int)height) : null;
}
