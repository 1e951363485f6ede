// SPDX-License-Identifier: Apache-2.0

/// Calls of date and time functions and their results, in the zone America/New_York.
///
/// Fields are separated by a broken bar; the last one is what PostgreSQL 15 answered.
enum DateTimeArithmeticCases {
    /// Function, arguments.
    static let calls = #"""
        timestamptz+ ¦ 2024-02-29 12:34:56.789 ¦ 1 mon ¦ 2024-03-29 12:34:56.789-04
        timestamp+ ¦ 2024-02-29 12:34:56.789 ¦ -1 mon ¦ 2024-01-29 12:34:56.789
        timestamp+ ¦ 2024-02-29 12:34:56.789 ¦ 04:00 ¦ 2024-02-29 16:34:56.789
        timestamptz+ ¦ 2024-02-29 12:34:56.789 ¦ 04:00 ¦ 2024-02-29 16:34:56.789-05
        age ¦ 2024-02-29 12:34:56.789 ¦ 2024-02-29 12:34:56.789 ¦ 00:00:00
        timestamp- ¦ 2024-02-29 12:34:56.789 ¦ 2001-02-16 20:38:40 ¦ 8412 days 15:56:16.789
        timestamp- ¦ 2024-02-29 12:34:56.789 ¦ 2000-12-31 23:59:59 ¦ 8459 days 12:34:57.789
        age ¦ 2024-02-29 12:34:56.789 ¦ 2000-12-31 23:59:59 ¦ 23 years 1 mon 28 days 12:34:57.789
        age ¦ 2024-02-29 12:34:56.789 ¦ 2024-03-10 01:30:00 ¦ -9 days -12:55:03.211
        timestamp- ¦ 2024-02-29 12:34:56.789 ¦ 1900-05-05 05:05:05.5 ¦ 45225 days 07:29:51.289
        age ¦ 2024-02-29 12:34:56.789 ¦ 1900-05-05 05:05:05.5 ¦ 123 years 9 mons 24 days 07:29:51.289
        timestamp+ ¦ 2001-02-16 20:38:40 ¦ 1 mon ¦ 2001-03-16 20:38:40
        timestamp+ ¦ 2001-02-16 20:38:40 ¦ 1 year -1 day ¦ 2002-02-15 20:38:40
        timestamp+ ¦ 2001-02-16 20:38:40 ¦ -1 mon ¦ 2001-01-16 20:38:40
        timestamptz+ ¦ 2001-02-16 20:38:40 ¦ -1 mon ¦ 2001-01-16 20:38:40-05
        timestamp+ ¦ 2001-02-16 20:38:40 ¦ -13 mons +40 days -25:00 ¦ 2000-02-24 19:38:40
        timestamptz+ ¦ 2001-02-16 20:38:40 ¦ -13 mons +40 days -25:00 ¦ 2000-02-24 19:38:40-05
        timestamptz+ ¦ 2001-02-16 20:38:40 ¦ 04:00 ¦ 2001-02-17 00:38:40-05
        age ¦ 2001-02-16 20:38:40 ¦ 2024-02-29 12:34:56.789 ¦ -23 years -12 days -15:56:16.789
        age ¦ 2001-02-16 20:38:40 ¦ 2000-12-31 23:59:59 ¦ 1 mon 15 days 20:38:41
        timestamp- ¦ 2001-02-16 20:38:40 ¦ 0044-03-15 12:00:00 BC ¦ 746529 days 08:38:40
        age ¦ 2001-02-16 20:38:40 ¦ 0044-03-15 12:00:00 BC ¦ 2043 years 11 mons 1 day 08:38:40
        timestamp- ¦ 2001-02-16 20:38:40 ¦ 2024-03-10 01:30:00 ¦ -8422 days -04:51:20
        timestamp+ ¦ 2000-12-31 23:59:59 ¦ 1 mon ¦ 2001-01-31 23:59:59
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ 1 mon ¦ 2001-01-31 23:59:59-05
        timestamp+ ¦ 2000-12-31 23:59:59 ¦ 1 year -1 day ¦ 2001-12-30 23:59:59
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ -1 mon ¦ 2000-11-30 23:59:59-05
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ 1 day 02:03:04 ¦ 2001-01-02 02:03:03-05
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ -13 mons +40 days -25:00 ¦ 2000-01-08 22:59:59-05
        timestamp+ ¦ 2000-12-31 23:59:59 ¦ 04:00 ¦ 2001-01-01 03:59:59
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ 04:00 ¦ 2001-01-01 03:59:59-05
        timestamp+ ¦ 2000-12-31 23:59:59 ¦ 24:00 ¦ 2001-01-01 23:59:59
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ 24:00 ¦ 2001-01-01 23:59:59-05
        timestamp+ ¦ 2000-12-31 23:59:59 ¦ 1 day ¦ 2001-01-01 23:59:59
        timestamptz+ ¦ 2000-12-31 23:59:59 ¦ 1 day ¦ 2001-01-01 23:59:59-05
        timestamp- ¦ 2000-12-31 23:59:59 ¦ 2000-12-31 23:59:59 ¦ 00:00:00
        timestamp- ¦ 2000-12-31 23:59:59 ¦ 1999-01-01 00:00:00 ¦ 730 days 23:59:59
        timestamp- ¦ 2000-12-31 23:59:59 ¦ 0044-03-15 12:00:00 BC ¦ 746482 days 11:59:59
        timestamp- ¦ 2000-12-31 23:59:59 ¦ 2024-03-10 01:30:00 ¦ -8469 days -01:30:01
        age ¦ 2000-12-31 23:59:59 ¦ 2024-03-10 01:30:00 ¦ -23 years -2 mons -9 days -01:30:01
        age ¦ 2000-12-31 23:59:59 ¦ 1900-05-05 05:05:05.5 ¦ 100 years 7 mons 26 days 18:54:53.5
        timestamptz+ ¦ 1999-01-01 00:00:00 ¦ -1 mon ¦ 1998-12-01 00:00:00-05
        timestamptz+ ¦ 1999-01-01 00:00:00 ¦ -13 mons +40 days -25:00 ¦ 1998-01-08 23:00:00-05
        timestamp+ ¦ 1999-01-01 00:00:00 ¦ 300 years ¦ 2299-01-01 00:00:00
        timestamp+ ¦ 1999-01-01 00:00:00 ¦ 04:00 ¦ 1999-01-01 04:00:00
        timestamp+ ¦ 1999-01-01 00:00:00 ¦ 24:00 ¦ 1999-01-02 00:00:00
        timestamptz+ ¦ 1999-01-01 00:00:00 ¦ 24:00 ¦ 1999-01-02 00:00:00-05
        timestamp+ ¦ 1999-01-01 00:00:00 ¦ 1 day ¦ 1999-01-02 00:00:00
        timestamptz+ ¦ 1999-01-01 00:00:00 ¦ 1 day ¦ 1999-01-02 00:00:00-05
        age ¦ 1999-01-01 00:00:00 ¦ 2024-02-29 12:34:56.789 ¦ -25 years -1 mons -28 days -12:34:56.789
        timestamp- ¦ 1999-01-01 00:00:00 ¦ 2001-02-16 20:38:40 ¦ -777 days -20:38:40
        age ¦ 1999-01-01 00:00:00 ¦ 2001-02-16 20:38:40 ¦ -2 years -1 mons -15 days -20:38:40
        timestamp- ¦ 1999-01-01 00:00:00 ¦ 2000-12-31 23:59:59 ¦ -730 days -23:59:59
        age ¦ 1999-01-01 00:00:00 ¦ 0044-03-15 12:00:00 BC ¦ 2041 years 9 mons 16 days 12:00:00
        age ¦ 1999-01-01 00:00:00 ¦ 1900-05-05 05:05:05.5 ¦ 98 years 7 mons 26 days 18:54:54.5
        timestamp+ ¦ 0044-03-15 12:00:00 BC ¦ 1 mon ¦ 0044-04-15 12:00:00 BC
        timestamp+ ¦ 0044-03-15 12:00:00 BC ¦ -1 mon ¦ 0044-02-15 12:00:00 BC
        timestamptz+ ¦ 0044-03-15 12:00:00 BC ¦ -1 mon ¦ 0044-02-15 12:00:00-04:56:02 BC
        timestamptz+ ¦ 0044-03-15 12:00:00 BC ¦ 1 day 02:03:04 ¦ 0044-03-16 14:03:04-04:56:02 BC
        timestamp+ ¦ 0044-03-15 12:00:00 BC ¦ 300 years ¦ 0257-03-15 12:00:00
        timestamptz+ ¦ 0044-03-15 12:00:00 BC ¦ 300 years ¦ 0257-03-15 12:00:00-04:56:02
        timestamptz+ ¦ 0044-03-15 12:00:00 BC ¦ 24:00 ¦ 0044-03-16 12:00:00-04:56:02 BC
        timestamp+ ¦ 0044-03-15 12:00:00 BC ¦ 1 day ¦ 0044-03-16 12:00:00 BC
        age ¦ 0044-03-15 12:00:00 BC ¦ 2000-12-31 23:59:59 ¦ -2043 years -9 mons -16 days -11:59:59
        timestamp- ¦ 0044-03-15 12:00:00 BC ¦ 1999-01-01 00:00:00 ¦ -745751 days -12:00:00
        age ¦ 0044-03-15 12:00:00 BC ¦ 1999-01-01 00:00:00 ¦ -2041 years -9 mons -16 days -12:00:00
        timestamp- ¦ 0044-03-15 12:00:00 BC ¦ 0044-03-15 12:00:00 BC ¦ 00:00:00
        age ¦ 0044-03-15 12:00:00 BC ¦ 2024-03-10 01:30:00 ¦ -2066 years -11 mons -25 days -13:30:00
        timestamptz+ ¦ infinity ¦ 1 mon ¦ infinity
        timestamp+ ¦ infinity ¦ -1 mon ¦ infinity
        timestamptz+ ¦ infinity ¦ -1 mon ¦ infinity
        timestamptz+ ¦ infinity ¦ 1 day 02:03:04 ¦ infinity
        timestamp+ ¦ infinity ¦ 04:00 ¦ infinity
        timestamptz+ ¦ infinity ¦ 04:00 ¦ infinity
        timestamp+ ¦ infinity ¦ 24:00 ¦ infinity
        timestamptz+ ¦ infinity ¦ 24:00 ¦ infinity
        timestamp+ ¦ infinity ¦ 1 day ¦ infinity
        timestamptz+ ¦ infinity ¦ 1 day ¦ infinity
        timestamptz+ ¦ 2024-03-10 01:30:00 ¦ 1 mon ¦ 2024-04-10 01:30:00-04
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ 1 year -1 day ¦ 2025-03-09 01:30:00
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ -1 mon ¦ 2024-02-10 01:30:00
        timestamptz+ ¦ 2024-03-10 01:30:00 ¦ -1 mon ¦ 2024-02-10 01:30:00-05
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ 1 day 02:03:04 ¦ 2024-03-11 03:33:04
        timestamptz+ ¦ 2024-03-10 01:30:00 ¦ 1 day 02:03:04 ¦ 2024-03-11 03:33:04-04
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ -13 mons +40 days -25:00 ¦ 2023-03-21 00:30:00
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ 300 years ¦ 2324-03-10 01:30:00
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ 04:00 ¦ 2024-03-10 05:30:00
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ 24:00 ¦ 2024-03-11 01:30:00
        timestamp+ ¦ 2024-03-10 01:30:00 ¦ 1 day ¦ 2024-03-11 01:30:00
        timestamptz+ ¦ 2024-03-10 01:30:00 ¦ 1 day ¦ 2024-03-11 01:30:00-04
        age ¦ 2024-03-10 01:30:00 ¦ 2024-02-29 12:34:56.789 ¦ 9 days 12:55:03.211
        timestamp- ¦ 2024-03-10 01:30:00 ¦ 2000-12-31 23:59:59 ¦ 8469 days 01:30:01
        age ¦ 2024-03-10 01:30:00 ¦ 2024-03-10 01:30:00 ¦ 00:00:00
        age ¦ 2024-03-10 01:30:00 ¦ 1900-05-05 05:05:05.5 ¦ 123 years 10 mons 4 days 20:24:54.5
        timestamptz+ ¦ 1900-05-05 05:05:05.5 ¦ 1 year -1 day ¦ 1901-05-04 05:05:05.5-05
        timestamp+ ¦ 1900-05-05 05:05:05.5 ¦ 300 years ¦ 2200-05-05 05:05:05.5
        timestamp+ ¦ 1900-05-05 05:05:05.5 ¦ 1 day ¦ 1900-05-06 05:05:05.5
        timestamptz+ ¦ 1900-05-05 05:05:05.5 ¦ 1 day ¦ 1900-05-06 05:05:05.5-05
        timestamp- ¦ 1900-05-05 05:05:05.5 ¦ 2000-12-31 23:59:59 ¦ -36765 days -18:54:53.5
        age ¦ 1900-05-05 05:05:05.5 ¦ 2000-12-31 23:59:59 ¦ -100 years -7 mons -26 days -18:54:53.5
        age ¦ 1900-05-05 05:05:05.5 ¦ 1999-01-01 00:00:00 ¦ -98 years -7 mons -26 days -18:54:54.5
        timestamp- ¦ 1900-05-05 05:05:05.5 ¦ 0044-03-15 12:00:00 BC ¦ 709716 days 17:05:05.5
        timestamp- ¦ 1900-05-05 05:05:05.5 ¦ 2024-03-10 01:30:00 ¦ -45234 days -20:24:54.5
        age ¦ 1900-05-05 05:05:05.5 ¦ 1900-05-05 05:05:05.5 ¦ 00:00:00
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ microseconds ¦ 2001-02-16 20:38:40
        extract timestamp ¦ 2001-02-16 20:38:40 ¦ microseconds ¦ 40000000
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ microseconds ¦ 2000-12-31 23:59:59-05
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ microseconds ¦ 59000000
        extract date ¦ 2000-12-31 23:59:59 ¦ microseconds ¦ ERR 0A000 unit "microseconds" not supported for type date
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ microseconds ¦ 1999-01-01 00:00:00-05
        extract timestamp ¦ 0044-03-15 12:00:00 BC ¦ microseconds ¦ 0
        trunc timestamptz ¦ infinity ¦ microseconds ¦ infinity
        extract timestamp ¦ infinity ¦ microseconds ¦ NULL
        trunc timestamp ¦ 2024-03-10 01:30:00 ¦ microseconds ¦ 2024-03-10 01:30:00
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ microseconds ¦ 1900-05-05 05:05:05.5-05
        extract timestamptz ¦ 1900-05-05 05:05:05.5 ¦ microseconds ¦ 5500000
        extract date ¦ 1900-05-05 05:05:05.5 ¦ microseconds ¦ ERR 0A000 unit "microseconds" not supported for type date
        extract time ¦ 12:34:56.789 ¦ microseconds ¦ 56789000
        extract timetz ¦ 12:34:56.789-05:30 ¦ microseconds ¦ 56789000
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ microseconds ¦ -1500000
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ microseconds ¦ 123 years 7 mons 40 days 25:00:01.5
        trunc timestamptz ¦ 2001-02-16 20:38:40 ¦ milliseconds ¦ 2001-02-16 20:38:40-05
        extract timestamp ¦ 2001-02-16 20:38:40 ¦ milliseconds ¦ 40000.000
        extract date ¦ 2001-02-16 20:38:40 ¦ milliseconds ¦ ERR 0A000 unit "milliseconds" not supported for type date
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ milliseconds ¦ 59000.000
        extract date ¦ 2000-12-31 23:59:59 ¦ milliseconds ¦ ERR 0A000 unit "milliseconds" not supported for type date
        extract date ¦ 1999-01-01 00:00:00 ¦ milliseconds ¦ ERR 0A000 unit "milliseconds" not supported for type date
        trunc timestamptz ¦ infinity ¦ milliseconds ¦ infinity
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ milliseconds ¦ 0.000
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ milliseconds ¦ 0.000
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ milliseconds ¦ 1900-05-05 05:05:05.5
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ milliseconds ¦ 1900-05-05 05:05:05.5-05
        extract date ¦ 1900-05-05 05:05:05.5 ¦ milliseconds ¦ ERR 0A000 unit "milliseconds" not supported for type date
        extract time ¦ 12:34:56.789 ¦ milliseconds ¦ 56789.000
        extract timetz ¦ 12:34:56.789-05:30 ¦ milliseconds ¦ 56789.000
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ milliseconds ¦ -1500.000
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ milliseconds ¦ 123 years 7 mons 40 days 25:00:01.5
        extract timestamptz ¦ 2024-02-29 12:34:56.789 ¦ second ¦ 56.789000
        extract date ¦ 2024-02-29 12:34:56.789 ¦ second ¦ ERR 0A000 unit "second" not supported for type date
        extract timestamp ¦ 2001-02-16 20:38:40 ¦ second ¦ 40.000000
        extract date ¦ 2000-12-31 23:59:59 ¦ second ¦ ERR 0A000 unit "second" not supported for type date
        extract date ¦ 1999-01-01 00:00:00 ¦ second ¦ ERR 0A000 unit "second" not supported for type date
        trunc timestamp ¦ 0044-03-15 12:00:00 BC ¦ second ¦ 0044-03-15 12:00:00 BC
        extract date ¦ 0044-03-15 12:00:00 BC ¦ second ¦ ERR 0A000 unit "second" not supported for type date
        extract date ¦ infinity ¦ second ¦ ERR 0A000 unit "second" not supported for type date
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ second ¦ 2024-03-10 01:30:00-05
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ second ¦ 0.000000
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ second ¦ 1900-05-05 05:05:05-05
        extract date ¦ 1900-05-05 05:05:05.5 ¦ second ¦ ERR 0A000 unit "second" not supported for type date
        extract time ¦ 12:34:56.789 ¦ second ¦ 56.789000
        extract timetz ¦ 12:34:56.789-05:30 ¦ second ¦ 56.789000
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ second ¦ -1.500000
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ second ¦ 123 years 7 mons 40 days 25:00:01
        trunc timestamptz ¦ 2024-02-29 12:34:56.789 ¦ minute ¦ 2024-02-29 12:34:00-05
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ minute ¦ 2000-12-31 23:59:00
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ minute ¦ 2000-12-31 23:59:00-05
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ minute ¦ 1999-01-01 00:00:00-05
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ minute ¦ 0
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ minute ¦ 0044-03-15 12:00:00-04:56:02 BC
        extract timestamp ¦ 0044-03-15 12:00:00 BC ¦ minute ¦ 0
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ minute ¦ 2024-03-10 01:30:00-05
        extract date ¦ 1900-05-05 05:05:05.5 ¦ minute ¦ ERR 0A000 unit "minute" not supported for type date
        extract time ¦ 12:34:56.789 ¦ minute ¦ 34
        extract timetz ¦ 12:34:56.789-05:30 ¦ minute ¦ 34
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ minute ¦ 0
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ minute ¦ 123 years 7 mons 40 days 25:00:00
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ hour ¦ 2001-02-16 20:00:00
        extract timestamp ¦ 2000-12-31 23:59:59 ¦ hour ¦ 23
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ hour ¦ 23
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ hour ¦ 1999-01-01 00:00:00
        trunc timestamp ¦ 0044-03-15 12:00:00 BC ¦ hour ¦ 0044-03-15 12:00:00 BC
        extract timestamp ¦ 0044-03-15 12:00:00 BC ¦ hour ¦ 12
        extract timestamptz ¦ 0044-03-15 12:00:00 BC ¦ hour ¦ 12
        trunc timestamp ¦ infinity ¦ hour ¦ infinity
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ hour ¦ 1
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ hour ¦ 1900-05-05 05:00:00
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ hour ¦ 1900-05-05 05:00:00-05
        extract timestamptz ¦ 1900-05-05 05:05:05.5 ¦ hour ¦ 5
        extract time ¦ 12:34:56.789 ¦ hour ¦ 12
        extract timetz ¦ 12:34:56.789-05:30 ¦ hour ¦ 12
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ hour ¦ -25
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ hour ¦ 123 years 7 mons 40 days 25:00:00
        trunc timestamptz ¦ 2024-02-29 12:34:56.789 ¦ day ¦ 2024-02-29 00:00:00-05
        extract date ¦ 2024-02-29 12:34:56.789 ¦ day ¦ 29
        extract timestamp ¦ 2001-02-16 20:38:40 ¦ day ¦ 16
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ day ¦ 2000-12-31 00:00:00
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ day ¦ 2000-12-31 00:00:00-05
        extract date ¦ 2000-12-31 23:59:59 ¦ day ¦ 31
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ day ¦ 1999-01-01 00:00:00
        extract timestamptz ¦ 0044-03-15 12:00:00 BC ¦ day ¦ 15
        extract date ¦ 0044-03-15 12:00:00 BC ¦ day ¦ 15
        trunc timestamptz ¦ infinity ¦ day ¦ infinity
        extract timestamptz ¦ infinity ¦ day ¦ NULL
        trunc timestamp ¦ 2024-03-10 01:30:00 ¦ day ¦ 2024-03-10 00:00:00
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ day ¦ 10
        extract date ¦ 2024-03-10 01:30:00 ¦ day ¦ 10
        extract time ¦ 12:34:56.789 ¦ day ¦ ERR 0A000 unit "day" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ day ¦ ERR 0A000 unit "day" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ day ¦ 40
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ day ¦ 123 years 7 mons 40 days
        trunc timestamp ¦ 2024-02-29 12:34:56.789 ¦ week ¦ 2024-02-26 00:00:00
        extract timestamptz ¦ 2024-02-29 12:34:56.789 ¦ week ¦ 9
        extract date ¦ 2024-02-29 12:34:56.789 ¦ week ¦ 9
        extract timestamptz ¦ 2001-02-16 20:38:40 ¦ week ¦ 7
        extract timestamp ¦ 2000-12-31 23:59:59 ¦ week ¦ 52
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ week ¦ 52
        extract date ¦ 2000-12-31 23:59:59 ¦ week ¦ 52
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ week ¦ 1998-12-28 00:00:00
        extract date ¦ 0044-03-15 12:00:00 BC ¦ week ¦ 11
        trunc timestamp ¦ infinity ¦ week ¦ infinity
        trunc timestamptz ¦ infinity ¦ week ¦ infinity
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ week ¦ 1900-04-30 00:00:00
        extract timestamp ¦ 1900-05-05 05:05:05.5 ¦ week ¦ 18
        extract time ¦ 12:34:56.789 ¦ week ¦ ERR 0A000 unit "week" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ week ¦ ERR 0A000 unit "week" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ week ¦ ERR 0A000 unit "week" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ week ¦ ERR 0A000 unit "week" not supported for type interval | Months usually have fractional weeks.
        extract date ¦ 2024-02-29 12:34:56.789 ¦ month ¦ 2
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ month ¦ 2000-12-01 00:00:00
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ month ¦ 2000-12-01 00:00:00-05
        extract timestamp ¦ 2000-12-31 23:59:59 ¦ month ¦ 12
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ month ¦ 1
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ month ¦ 0044-03-01 00:00:00-04:56:02 BC
        trunc timestamptz ¦ infinity ¦ month ¦ infinity
        extract timestamptz ¦ infinity ¦ month ¦ NULL
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ month ¦ 1900-05-01 00:00:00
        extract timestamp ¦ 1900-05-05 05:05:05.5 ¦ month ¦ 5
        extract time ¦ 12:34:56.789 ¦ month ¦ ERR 0A000 unit "month" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ month ¦ ERR 0A000 unit "month" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ month ¦ -1
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ month ¦ 123 years 7 mons
        trunc timestamptz ¦ 2024-02-29 12:34:56.789 ¦ quarter ¦ 2024-01-01 00:00:00-05
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ quarter ¦ 1
        extract date ¦ 2001-02-16 20:38:40 ¦ quarter ¦ 1
        extract date ¦ 2000-12-31 23:59:59 ¦ quarter ¦ 4
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ quarter ¦ 1999-01-01 00:00:00-05
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ quarter ¦ 1
        extract date ¦ 1999-01-01 00:00:00 ¦ quarter ¦ 1
        extract timestamptz ¦ 0044-03-15 12:00:00 BC ¦ quarter ¦ 1
        extract date ¦ 0044-03-15 12:00:00 BC ¦ quarter ¦ 1
        extract timestamp ¦ infinity ¦ quarter ¦ NULL
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ quarter ¦ 1
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ quarter ¦ 1
        extract date ¦ 2024-03-10 01:30:00 ¦ quarter ¦ 1
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ quarter ¦ 1900-04-01 00:00:00
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ quarter ¦ 1900-04-01 00:00:00-05
        extract timestamptz ¦ 1900-05-05 05:05:05.5 ¦ quarter ¦ 2
        extract date ¦ 1900-05-05 05:05:05.5 ¦ quarter ¦ 2
        extract time ¦ 12:34:56.789 ¦ quarter ¦ ERR 0A000 unit "quarter" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ quarter ¦ ERR 0A000 unit "quarter" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ quarter ¦ 1
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ quarter ¦ 123 years 6 mons
        trunc timestamp ¦ 2024-02-29 12:34:56.789 ¦ year ¦ 2024-01-01 00:00:00
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ year ¦ 2024
        extract timestamptz ¦ 2024-02-29 12:34:56.789 ¦ year ¦ 2024
        extract date ¦ 2024-02-29 12:34:56.789 ¦ year ¦ 2024
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ year ¦ 2001-01-01 00:00:00
        extract timestamptz ¦ 2001-02-16 20:38:40 ¦ year ¦ 2001
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ year ¦ 2000-01-01 00:00:00
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ year ¦ 2000-01-01 00:00:00-05
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ year ¦ 2000
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ year ¦ 1999
        extract timestamptz ¦ 1999-01-01 00:00:00 ¦ year ¦ 1999
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ year ¦ 0044-01-01 00:00:00-04:56:02 BC
        extract timestamp ¦ 0044-03-15 12:00:00 BC ¦ year ¦ -44
        extract date ¦ 0044-03-15 12:00:00 BC ¦ year ¦ -44
        extract timestamptz ¦ infinity ¦ year ¦ Infinity
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ year ¦ 2024
        extract date ¦ 2024-03-10 01:30:00 ¦ year ¦ 2024
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ year ¦ 1900-01-01 00:00:00-05
        extract time ¦ 12:34:56.789 ¦ year ¦ ERR 0A000 unit "year" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ year ¦ ERR 0A000 unit "year" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ year ¦ -1
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ year ¦ 123 years
        extract date ¦ 2024-02-29 12:34:56.789 ¦ decade ¦ 202
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ decade ¦ 2000-01-01 00:00:00
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ decade ¦ 2000-01-01 00:00:00-05
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ decade ¦ 1990-01-01 00:00:00
        extract date ¦ 1999-01-01 00:00:00 ¦ decade ¦ 199
        extract timestamptz ¦ 0044-03-15 12:00:00 BC ¦ decade ¦ -5
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ decade ¦ 2020-01-01 00:00:00-05
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ decade ¦ 202
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ decade ¦ 202
        extract timestamp ¦ 1900-05-05 05:05:05.5 ¦ decade ¦ 190
        extract timestamptz ¦ 1900-05-05 05:05:05.5 ¦ decade ¦ 190
        extract date ¦ 1900-05-05 05:05:05.5 ¦ decade ¦ 190
        extract time ¦ 12:34:56.789 ¦ decade ¦ ERR 0A000 unit "decade" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ decade ¦ ERR 0A000 unit "decade" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ decade ¦ 0
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ decade ¦ 120 years
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ century ¦ 2001-01-01 00:00:00
        extract timestamp ¦ 2001-02-16 20:38:40 ¦ century ¦ 21
        extract timestamptz ¦ 2001-02-16 20:38:40 ¦ century ¦ 21
        extract date ¦ 2001-02-16 20:38:40 ¦ century ¦ 21
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ century ¦ 1901-01-01 00:00:00-05
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ century ¦ 0100-01-01 00:00:00-04:56:02 BC
        extract date ¦ infinity ¦ century ¦ Infinity
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ century ¦ 21
        extract date ¦ 2024-03-10 01:30:00 ¦ century ¦ 21
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ century ¦ 1801-01-01 00:00:00-04:56:02
        extract date ¦ 1900-05-05 05:05:05.5 ¦ century ¦ 19
        extract time ¦ 12:34:56.789 ¦ century ¦ ERR 0A000 unit "century" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ century ¦ ERR 0A000 unit "century" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ century ¦ 0
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ century ¦ 100 years
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ millennium ¦ 1001-01-01 00:00:00-04:56:02
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ millennium ¦ 1001-01-01 00:00:00
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ millennium ¦ 1001-01-01 00:00:00-04:56:02
        trunc timestamp ¦ infinity ¦ millennium ¦ infinity
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ millennium ¦ 2001-01-01 00:00:00-05
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ millennium ¦ 3
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ millennium ¦ 1001-01-01 00:00:00-04:56:02
        extract time ¦ 12:34:56.789 ¦ millennium ¦ ERR 0A000 unit "millennium" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ millennium ¦ ERR 0A000 unit "millennium" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ millennium ¦ 0
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ millennium ¦ 00:00:00
        trunc timestamptz ¦ 2024-02-29 12:34:56.789 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp with time zone
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ epoch ¦ 1709210096.789000
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 2001-02-16 20:38:40 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2001-02-16 20:38:40 ¦ epoch ¦ 982373920.000000
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ epoch ¦ 978325199.000000
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp with time zone
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp with time zone
        trunc timestamptz ¦ infinity ¦ epoch ¦ infinity
        extract timestamptz ¦ infinity ¦ epoch ¦ Infinity
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp with time zone
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type timestamp without time zone
        extract timestamp ¦ 1900-05-05 05:05:05.5 ¦ epoch ¦ -2198256894.500000
        extract time ¦ 12:34:56.789 ¦ epoch ¦ 45296.789000
        extract timetz ¦ 12:34:56.789-05:30 ¦ epoch ¦ 65096.789000
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ epoch ¦ -30783601.500000
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ epoch ¦ ERR 22023 unit "epoch" not recognized for type interval
        extract date ¦ 2024-02-29 12:34:56.789 ¦ julian ¦ 2460370
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ julian ¦ ERR 22023 unit "julian" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ julian ¦ 2451910.99998842592592592593
        extract date ¦ 2000-12-31 23:59:59 ¦ julian ¦ 2451910
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ julian ¦ 2451180.0000000000000000000000000000
        trunc timestamptz ¦ infinity ¦ julian ¦ infinity
        extract timestamp ¦ infinity ¦ julian ¦ Infinity
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ julian ¦ ERR 22023 unit "julian" not recognized for type timestamp with time zone
        extract date ¦ 2024-03-10 01:30:00 ¦ julian ¦ 2460380
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ julian ¦ ERR 22023 unit "julian" not recognized for type timestamp without time zone
        extract time ¦ 12:34:56.789 ¦ julian ¦ ERR 0A000 unit "julian" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ julian ¦ ERR 0A000 unit "julian" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ julian ¦ ERR 0A000 unit "julian" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ julian ¦ ERR 22023 unit "julian" not recognized for type interval
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ dow ¦ 4
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 2001-02-16 20:38:40 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type timestamp with time zone
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ dow ¦ 0
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type timestamp with time zone
        extract date ¦ 0044-03-15 12:00:00 BC ¦ dow ¦ 5
        trunc timestamp ¦ infinity ¦ dow ¦ infinity
        trunc timestamptz ¦ infinity ¦ dow ¦ infinity
        extract timestamp ¦ infinity ¦ dow ¦ NULL
        extract timestamptz ¦ infinity ¦ dow ¦ NULL
        extract date ¦ infinity ¦ dow ¦ NULL
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type timestamp with time zone
        extract date ¦ 2024-03-10 01:30:00 ¦ dow ¦ 0
        extract time ¦ 12:34:56.789 ¦ dow ¦ ERR 0A000 unit "dow" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ dow ¦ ERR 0A000 unit "dow" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ dow ¦ ERR 0A000 unit "dow" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ dow ¦ ERR 22023 unit "dow" not recognized for type interval
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ doy ¦ 60
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ doy ¦ ERR 22023 unit "doy" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ doy ¦ 366
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ doy ¦ ERR 22023 unit "doy" not recognized for type timestamp without time zone
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ doy ¦ 1
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ doy ¦ ERR 22023 unit "doy" not recognized for type timestamp with time zone
        extract timestamp ¦ 0044-03-15 12:00:00 BC ¦ doy ¦ 74
        extract timestamptz ¦ infinity ¦ doy ¦ NULL
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ doy ¦ ERR 22023 unit "doy" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ doy ¦ 70
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ doy ¦ ERR 22023 unit "doy" not recognized for type timestamp with time zone
        extract timestamp ¦ 1900-05-05 05:05:05.5 ¦ doy ¦ 125
        extract date ¦ 1900-05-05 05:05:05.5 ¦ doy ¦ 125
        extract time ¦ 12:34:56.789 ¦ doy ¦ ERR 0A000 unit "doy" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ doy ¦ ERR 0A000 unit "doy" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ doy ¦ ERR 0A000 unit "doy" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ doy ¦ ERR 22023 unit "doy" not recognized for type interval
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ isodow ¦ 7
        extract date ¦ 1999-01-01 00:00:00 ¦ isodow ¦ 5
        trunc timestamp ¦ 0044-03-15 12:00:00 BC ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 0044-03-15 12:00:00 BC ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type timestamp with time zone
        extract timestamptz ¦ 0044-03-15 12:00:00 BC ¦ isodow ¦ 5
        trunc timestamptz ¦ infinity ¦ isodow ¦ infinity
        extract timestamp ¦ infinity ¦ isodow ¦ NULL
        extract date ¦ infinity ¦ isodow ¦ NULL
        trunc timestamp ¦ 2024-03-10 01:30:00 ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type timestamp with time zone
        extract date ¦ 2024-03-10 01:30:00 ¦ isodow ¦ 7
        extract time ¦ 12:34:56.789 ¦ isodow ¦ ERR 0A000 unit "isodow" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ isodow ¦ ERR 0A000 unit "isodow" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ isodow ¦ ERR 0A000 unit "isodow" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ isodow ¦ ERR 22023 unit "isodow" not recognized for type interval
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ isoyear ¦ 2024
        extract timestamptz ¦ 2024-02-29 12:34:56.789 ¦ isoyear ¦ 2024
        extract date ¦ 2024-02-29 12:34:56.789 ¦ isoyear ¦ 2024
        extract timestamptz ¦ 2001-02-16 20:38:40 ¦ isoyear ¦ 2001
        extract timestamp ¦ 2000-12-31 23:59:59 ¦ isoyear ¦ 2000
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ isoyear ¦ ERR 22023 unit "isoyear" not recognized for type timestamp without time zone
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ isoyear ¦ 1998
        trunc timestamp ¦ 0044-03-15 12:00:00 BC ¦ isoyear ¦ ERR 22023 unit "isoyear" not recognized for type timestamp without time zone
        trunc timestamptz ¦ infinity ¦ isoyear ¦ infinity
        extract date ¦ infinity ¦ isoyear ¦ Infinity
        trunc timestamptz ¦ 2024-03-10 01:30:00 ¦ isoyear ¦ ERR 22023 unit "isoyear" not recognized for type timestamp with time zone
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ isoyear ¦ 2024
        extract timestamptz ¦ 1900-05-05 05:05:05.5 ¦ isoyear ¦ 1900
        extract time ¦ 12:34:56.789 ¦ isoyear ¦ ERR 0A000 unit "isoyear" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ isoyear ¦ ERR 0A000 unit "isoyear" not supported for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ isoyear ¦ ERR 0A000 unit "isoyear" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ isoyear ¦ ERR 22023 unit "isoyear" not recognized for type interval
        trunc timestamptz ¦ 2024-02-29 12:34:56.789 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type timestamp with time zone
        extract timestamptz ¦ 2024-02-29 12:34:56.789 ¦ timezone ¦ -18000
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type timestamp without time zone
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ timezone ¦ -18000
        trunc timestamptz ¦ 1999-01-01 00:00:00 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type timestamp with time zone
        extract timestamp ¦ 1999-01-01 00:00:00 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type timestamp without time zone
        extract timestamptz ¦ 0044-03-15 12:00:00 BC ¦ timezone ¦ -17762
        trunc timestamp ¦ infinity ¦ timezone ¦ infinity
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type timestamp without time zone
        extract date ¦ 1900-05-05 05:05:05.5 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type date
        extract time ¦ 12:34:56.789 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ timezone ¦ -19800
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ timezone ¦ ERR 0A000 unit "timezone" not supported for type interval
        extract timestamptz ¦ 2024-02-29 12:34:56.789 ¦ timezone_hour ¦ -5
        extract timestamp ¦ 2000-12-31 23:59:59 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type timestamp without time zone
        extract timestamptz ¦ 2000-12-31 23:59:59 ¦ timezone_hour ¦ -5
        extract timestamptz ¦ 1999-01-01 00:00:00 ¦ timezone_hour ¦ -5
        extract timestamp ¦ infinity ¦ timezone_hour ¦ NULL
        extract date ¦ infinity ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type date
        extract timestamp ¦ 2024-03-10 01:30:00 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type timestamp without time zone
        extract date ¦ 2024-03-10 01:30:00 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type date
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type timestamp without time zone
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type timestamp with time zone
        extract timestamptz ¦ 1900-05-05 05:05:05.5 ¦ timezone_hour ¦ -5
        extract date ¦ 1900-05-05 05:05:05.5 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type date
        extract time ¦ 12:34:56.789 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ timezone_hour ¦ -5
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ timezone_hour ¦ ERR 0A000 unit "timezone_hour" not supported for type interval
        trunc timestamp ¦ 2024-02-29 12:34:56.789 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        extract timestamp ¦ 2024-02-29 12:34:56.789 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        trunc timestamp ¦ 2001-02-16 20:38:40 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        extract timestamptz ¦ 2001-02-16 20:38:40 ¦ timezone_minute ¦ 0
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp with time zone
        extract timestamp ¦ 2000-12-31 23:59:59 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        extract date ¦ 2000-12-31 23:59:59 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type date
        trunc timestamp ¦ 1999-01-01 00:00:00 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        trunc timestamptz ¦ infinity ¦ timezone_minute ¦ infinity
        extract timestamp ¦ infinity ¦ timezone_minute ¦ NULL
        extract timestamptz ¦ infinity ¦ timezone_minute ¦ NULL
        trunc timestamp ¦ 2024-03-10 01:30:00 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp without time zone
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ timezone_minute ¦ 0
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type timestamp with time zone
        extract date ¦ 1900-05-05 05:05:05.5 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type date
        extract time ¦ 12:34:56.789 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ timezone_minute ¦ -30
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ timezone_minute ¦ ERR 0A000 unit "timezone_minute" not supported for type interval
        trunc timestamptz ¦ 2001-02-16 20:38:40 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp with time zone
        extract date ¦ 2001-02-16 20:38:40 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type date
        trunc timestamp ¦ 2000-12-31 23:59:59 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 2000-12-31 23:59:59 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp with time zone
        extract date ¦ 2000-12-31 23:59:59 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type date
        extract timestamptz ¦ 1999-01-01 00:00:00 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp with time zone
        trunc timestamp ¦ 0044-03-15 12:00:00 BC ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp without time zone
        extract timestamp ¦ infinity ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp without time zone
        extract timestamptz ¦ 2024-03-10 01:30:00 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp with time zone
        trunc timestamp ¦ 1900-05-05 05:05:05.5 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp without time zone
        trunc timestamptz ¦ 1900-05-05 05:05:05.5 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type timestamp with time zone
        extract time ¦ 12:34:56.789 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type time without time zone
        extract timetz ¦ 12:34:56.789-05:30 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type time with time zone
        extract interval ¦ -13 mons +40 days -25:00:01.5 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type interval
        trunc interval ¦ 123 years 7 mons 40 days 25:00:01.5 ¦ foo ¦ ERR 22023 unit "foo" not recognized for type interval
        interval* ¦ 1 mon ¦ -0.5 ¦ -15 days
        interval/ ¦ 1 mon ¦ -0.5 ¦ -2 mons
        interval* ¦ 1 mon ¦ 0.1 ¦ 3 days
        interval/ ¦ 1 mon ¦ 0.1 ¦ 10 mons
        interval* ¦ 1 mon ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 1 mon ¦ 1e10 ¦ 00:00:00
        justify_interval ¦ 1 mon ¦ 1 mon
        justify_hours ¦ 1 mon ¦ 1 mon
        justify_days ¦ 1 mon ¦ 1 mon
        interval* ¦ 1 year -1 day ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 1 year -1 day ¦ 1e10 ¦ -00:00:00.000009
        interval* ¦ 1 year -1 day ¦ 0 ¦ 00:00:00
        interval/ ¦ 1 year -1 day ¦ 0 ¦ ERR 22012 division by zero
        justify_interval ¦ 1 year -1 day ¦ 11 mons 29 days
        justify_hours ¦ 1 year -1 day ¦ 1 year -1 days
        justify_days ¦ 1 year -1 day ¦ 11 mons 29 days
        interval* ¦ -1 mon ¦ -0.5 ¦ 15 days
        interval/ ¦ -1 mon ¦ -0.5 ¦ 2 mons
        interval* ¦ -1 mon ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ -1 mon ¦ 1e10 ¦ 00:00:00
        justify_interval ¦ -1 mon ¦ -1 mons
        justify_hours ¦ -1 mon ¦ -1 mons
        justify_days ¦ -1 mon ¦ -1 mons
        interval* ¦ 1 day 02:03:04 ¦ 0.1 ¦ 02:36:18.4
        interval/ ¦ 1 day 02:03:04 ¦ 0.1 ¦ 10 days 20:30:40
        justify_interval ¦ 1 day 02:03:04 ¦ 1 day 02:03:04
        justify_hours ¦ 1 day 02:03:04 ¦ 1 day 02:03:04
        justify_days ¦ 1 day 02:03:04 ¦ 1 day 02:03:04
        interval* ¦ -13 mons +40 days -25:00 ¦ -0.5 ¦ 6 mons -5 days +12:30:00
        interval/ ¦ -13 mons +40 days -25:00 ¦ -0.5 ¦ 2 years 2 mons -80 days +50:00:00
        justify_interval ¦ -13 mons +40 days -25:00 ¦ -11 mons -21 days -01:00:00
        justify_hours ¦ -13 mons +40 days -25:00 ¦ -1 years -1 mons +38 days 23:00:00
        justify_days ¦ -13 mons +40 days -25:00 ¦ -11 mons -20 days -25:00:00
        interval* ¦ 300 years ¦ -0.5 ¦ -150 years
        interval/ ¦ 300 years ¦ -0.5 ¦ -600 years
        interval* ¦ 300 years ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 300 years ¦ 1e10 ¦ 00:00:00.9504
        justify_interval ¦ 300 years ¦ 300 years
        justify_hours ¦ 300 years ¦ 300 years
        justify_days ¦ 300 years ¦ 300 years
        interval* ¦ 04:00 ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 04:00 ¦ 1e10 ¦ 00:00:00.000001
        justify_interval ¦ 04:00 ¦ 04:00:00
        justify_hours ¦ 04:00 ¦ 04:00:00
        justify_days ¦ 04:00 ¦ 04:00:00
        interval* ¦ 24:00 ¦ -0.5 ¦ -12:00:00
        interval/ ¦ 24:00 ¦ -0.5 ¦ -48:00:00
        interval* ¦ 24:00 ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 24:00 ¦ 1e10 ¦ 00:00:00.000009
        interval* ¦ 24:00 ¦ 0 ¦ 00:00:00
        interval/ ¦ 24:00 ¦ 0 ¦ ERR 22012 division by zero
        justify_interval ¦ 24:00 ¦ 1 day
        justify_hours ¦ 24:00 ¦ 1 day
        justify_days ¦ 24:00 ¦ 24:00:00
        interval* ¦ 1 day ¦ -0.5 ¦ -12:00:00
        interval/ ¦ 1 day ¦ -0.5 ¦ -2 days
        interval* ¦ 1 day ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 1 day ¦ 1e10 ¦ 00:00:00.000009
        interval* ¦ 1 day ¦ 0 ¦ 00:00:00
        interval/ ¦ 1 day ¦ 0 ¦ ERR 22012 division by zero
        justify_interval ¦ 1 day ¦ 1 day
        justify_hours ¦ 1 day ¦ 1 day
        justify_days ¦ 1 day ¦ 1 day
        interval* ¦ 1 mon 3 days 04:05:06 ¦ 2 ¦ 2 mons 6 days 08:10:12
        interval/ ¦ 1 mon 3 days 04:05:06 ¦ 2 ¦ 16 days 14:02:33
        interval* ¦ 1 mon 3 days 04:05:06 ¦ -0.5 ¦ -16 days -14:02:33
        interval/ ¦ 1 mon 3 days 04:05:06 ¦ -0.5 ¦ -2 mons -6 days -08:10:12
        interval* ¦ 1 mon 3 days 04:05:06 ¦ 1e10 ¦ ERR 22008 interval out of range
        interval/ ¦ 1 mon 3 days 04:05:06 ¦ 1e10 ¦ 00:00:00.000027
        justify_interval ¦ 1 mon 3 days 04:05:06 ¦ 1 mon 3 days 04:05:06
        justify_hours ¦ 1 mon 3 days 04:05:06 ¦ 1 mon 3 days 04:05:06
        justify_days ¦ 1 mon 3 days 04:05:06 ¦ 1 mon 3 days 04:05:06
        interval* ¦ -00:00:01 ¦ -0.5 ¦ 00:00:00.5
        interval/ ¦ -00:00:01 ¦ -0.5 ¦ 00:00:02
        interval* ¦ -00:00:01 ¦ 0 ¦ 00:00:00
        interval/ ¦ -00:00:01 ¦ 0 ¦ ERR 22012 division by zero
        justify_interval ¦ -00:00:01 ¦ -00:00:01
        justify_hours ¦ -00:00:01 ¦ -00:00:01
        justify_days ¦ -00:00:01 ¦ -00:00:01
        date_bin ¦ 15 minutes ¦ 2020-02-11 15:44:17 ¦ 2001-01-01 ¦ 2020-02-11 15:30:00
        date_bin ¦ 1 day ¦ 2020-02-11 15:44:17 ¦ 2001-01-01 03:00 ¦ 2020-02-11 03:00:00
        date_bin ¦ 7 hours ¦ 1999-02-11 15:44:17 ¦ 2001-01-01 ¦ 1999-02-11 12:00:00
        date_bin ¦ 1 mon ¦ 2020-01-01 ¦ 2001-01-01 ¦ ERR 0A000 timestamps cannot be binned into intervals containing months or years
        date_bin ¦ 0 ¦ 2020-01-01 ¦ 2001-01-01 ¦ ERR 22008 stride must be greater than zero
        date_bin ¦ -1 day ¦ 2020-01-01 ¦ 2001-01-01 ¦ ERR 22008 stride must be greater than zero
        at zone timestamp ¦ 2001-02-16 20:38:40 ¦ America/Denver ¦ 2001-02-16 22:38:40-05
        at zone timestamptz ¦ 2001-02-16 20:38:40 ¦ America/Denver ¦ 2001-02-16 18:38:40
        at zone timestamp ¦ 2001-02-16 20:38:40 ¦ MST ¦ 2001-02-16 22:38:40-05
        at zone timestamptz ¦ 2001-02-16 20:38:40 ¦ MST ¦ 2001-02-16 18:38:40
        at zone timestamp ¦ 2001-02-16 20:38:40 ¦ UTC+3 ¦ 2001-02-16 18:38:40-05
        at zone timestamptz ¦ 2001-02-16 20:38:40 ¦ UTC+3 ¦ 2001-02-16 22:38:40
        at zone timestamp ¦ 2001-02-16 20:38:40 ¦ nowhere ¦ ERR 22023 time zone "nowhere" not recognized
        at zone timestamptz ¦ 2001-02-16 20:38:40 ¦ nowhere ¦ ERR 22023 time zone "nowhere" not recognized
        at zone timestamp ¦ 2024-03-10 02:30 ¦ America/New_York ¦ 2024-03-10 03:30:00-04
        at zone timestamptz ¦ 2024-03-10 02:30 ¦ America/New_York ¦ 2024-03-10 03:30:00
        at zone timestamp ¦ 2024-11-03 01:30 ¦ America/New_York ¦ 2024-11-03 01:30:00-05
        at zone timestamptz ¦ 2024-11-03 01:30 ¦ America/New_York ¦ 2024-11-03 01:30:00
        to_timestamp ¦ 0 ¦ 1969-12-31 19:00:00-05
        to_timestamp ¦ 1284352323 ¦ 2010-09-13 00:32:03-04
        to_timestamp ¦ -1.5 ¦ 1969-12-31 18:59:58.5-05
        to_timestamp ¦ 1e300 ¦ ERR 22008 timestamp out of range: "1e+300"
        to_timestamp ¦ NaN ¦ ERR 22008 timestamp cannot be NaN
        to_timestamp ¦ Infinity ¦ infinity
        to_timestamp ¦ 1e11 ¦ 5138-11-16 04:46:40-05
        make_date ¦ 2013 ¦ 7 ¦ 15 ¦ 2013-07-15
        make_date ¦ -44 ¦ 3 ¦ 15 ¦ 0044-03-15 BC
        make_date ¦ 2013 ¦ 2 ¦ 30 ¦ ERR 22008 date field value out of range: 2013-02-30
        make_date ¦ 0 ¦ 7 ¦ 15 ¦ ERR 22008 date field value out of range: 0-07-15
        make_date ¦ 2013 ¦ 13 ¦ 1 ¦ ERR 22008 date field value out of range: 2013-13-01
        make_date ¦ 99999999 ¦ 1 ¦ 1 ¦ ERR 22008 date out of range: 99999999-01-01
        make_time ¦ 8 ¦ 15 ¦ 23.5 ¦ 08:15:23.5
        make_time ¦ 24 ¦ 0 ¦ 0 ¦ 24:00:00
        make_time ¦ 24 ¦ 0 ¦ 0.1 ¦ ERR 22008 time field value out of range: 24:00:0.1
        make_time ¦ 10 ¦ 55 ¦ 100.1 ¦ ERR 22008 time field value out of range: 10:55:100.1
        make_time ¦ -1 ¦ 0 ¦ 0 ¦ ERR 22008 time field value out of range: -1:00:00
        make_time ¦ 0 ¦ 0 ¦ 60 ¦ 00:01:00
        """#
}
