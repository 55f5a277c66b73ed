Console.WriteLine("faults");
